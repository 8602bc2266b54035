using Dapper;
using Gw2Optimizer.Server.Storage;

namespace Gw2Optimizer.Server.Operations;

/// <summary>When each kind of run last succeeded, for all nodes and over restarts.</summary>
internal sealed class RunLedger(Database database)
{
    /// <summary>Keeps the later of this and what is known.</summary>
    public Task SucceededAsync(RunKind kind, DateTimeOffset finishedAt) => database.WriteAsync(connection => connection.ExecuteAsync(
        """
        INSERT INTO run_successes (kind, finished_at) VALUES (@kind, @at)
        ON CONFLICT (kind) DO UPDATE SET finished_at = excluded.finished_at WHERE excluded.finished_at > run_successes.finished_at
        """,
        new { kind = kind.ToString(), at = finishedAt.ToUnixTimeMilliseconds() }));

    /// <summary>Those that ever succeeded.</summary>
    public async Task<IReadOnlyDictionary<RunKind, DateTimeOffset>> ReadAsync()
    {
        var rows = await database.ReadAsync(connection => connection.QueryAsync<(string Kind, long At)>("SELECT kind, finished_at FROM run_successes"));
        return rows.ToDictionary(row => Enum.Parse<RunKind>(row.Kind), row => DateTimeOffset.FromUnixTimeMilliseconds(row.At));
    }
}
