using System.Diagnostics.Metrics;
using Gw2Optimizer.Server.Configuration;
using Gw2Optimizer.Server.Observability.Metrics;

namespace Gw2Optimizer.Server.Operations;

internal static class RotationMetrics
{
    public static void AddTo(ServerMetrics metrics, SecretRotation rotation) => metrics.Meter.CreateObservableGauge(
        "secret_rotation_due_timestamp_seconds",
        () => rotation.Due.Select(one => new Measurement<double>(one.Due?.ToUnixTimeSeconds() ?? 0, new KeyValuePair<string, object?>("secret", one.Secret))),
        description: "When a secret is to be replaced; 0 where nobody told when it was made.");
}
