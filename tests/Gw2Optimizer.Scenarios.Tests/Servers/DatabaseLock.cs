using Microsoft.Data.Sqlite;

namespace Gw2Optimizer.Scenarios.Tests.Servers;

/// <summary>Holds the write lock of the server's SQLite file, so that whoever would write has to wait.</summary>
public sealed class DatabaseLock : IAsyncDisposable
{
    private readonly SqliteConnection connection;
    private readonly CancellationTokenSource stop = new();
    private Task holding = Task.CompletedTask;

    private DatabaseLock(ScenarioServer server) => connection = new SqliteConnection($"Data Source={server.DatabasePath};Pooling=False");

    /// <summary>Until disposed of.</summary>
    public static DatabaseLock Hold(ScenarioServer server)
    {
        var held = new DatabaseLock(server);
        held.connection.Open();
        held.Execute("BEGIN IMMEDIATE");
        return held;
    }

    /// <summary>Again and again, with pauses in which one writer or two get through.</summary>
    public static DatabaseLock HoldInTurns(ScenarioServer server, TimeSpan held, TimeSpan pause)
    {
        var turns = Hold(server);
        turns.holding = turns.TurnAsync(held, pause);
        return turns;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await holding;
        connection.Dispose();
        stop.Dispose();
    }

    private async Task TurnAsync(TimeSpan held, TimeSpan pause)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(held);
            Execute("ROLLBACK");
            await Task.Delay(pause);
            Execute("BEGIN IMMEDIATE");
        }
    }

    private void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
