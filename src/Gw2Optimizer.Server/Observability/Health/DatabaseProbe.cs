using GameSessions.Storage.Sqlite;
using Dapper;

namespace Gw2Optimizer.Server.Observability.Health;

/// <summary>Asks the database whether it answers, at most once a second however many ask.</summary>
internal sealed class DatabaseProbe(SqliteFile file, TimeProvider time)
{
    /// <summary>Longer than that is no answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private Task<bool>? probe;
    private long startedAt;

    public Task<bool> IsUpAsync()
    {
        lock (gate)
        {
            if (probe is null || (probe.IsCompleted && time.GetElapsedTime(startedAt) >= Freshness))
            {
                startedAt = time.GetTimestamp();
                probe = ProbeAsync();
            }

            return probe;
        }
    }

    private async Task<bool> ProbeAsync()
    {
        try
        {
            // An open file answers even after it was deleted, so its name is looked at too. The empty write proves that the writer gets its lock, without a flush.
            var read = Task.Run(() => File.Exists(file.Path) && file.Read(connection => connection.ExecuteScalar<long>("SELECT count(*) FROM schema_migrations")) > 0);
            var write = file.WriteAsync(_ => true);
            await Task.WhenAll(read, write).WaitAsync(Patience, time);
            return await read;
        }
        catch (Exception)
        {
            return false;
        }
    }
}
