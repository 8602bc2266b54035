using GameSessions.Storage.Redis;
using Gw2Optimizer.Server.Configuration;
using Gw2Optimizer.Server.Storage;

namespace Gw2Optimizer.Server.Observability.Health;

/// <summary>Everything outside of this process that the server depends on.</summary>
/// <param name="Redis">Null where none is configured; up where each that is answers.</param>
internal sealed record HealthProbes(Probe Database, Probe? Redis)
{
    public static HealthProbes For(Settings settings, IDatabaseEngine engine, TimeProvider time) => new(
        new Probe(engine.AnswersAsync, time),
        settings.RedisServers is { Count: > 0 } servers ? new Probe(() => AllAnswerAsync(servers), time) : null);

    private static async Task<bool> AllAnswerAsync(IReadOnlyList<RedisAddress> servers)
    {
        using var patience = new CancellationTokenSource(Probe.Patience);
        await Task.WhenAll(servers.Select(server => RedisPing.AskAsync(server, patience.Token)));
        return true;
    }
}
