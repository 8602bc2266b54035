using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Gw2Optimizer.Server.Observability.Metrics;

internal static class ConnectionCount
{
    public static void CountConnections(this ListenOptions endpoint, ServerMetrics metrics) => endpoint.Use(next => async connection =>
    {
        metrics.Connected();
        try
        {
            await next(connection);
        }
        finally
        {
            metrics.Disconnected();
        }
    });
}
