using System.Data.Common;

namespace Gw2Optimizer.Scenarios.Tests.Servers;

/// <summary>Holds every writer of the servers' database up.</summary>
public sealed class DatabaseLock : IAsyncDisposable
{
    private readonly string begin;
    private readonly DbConnection connection;
    private readonly CancellationTokenSource stop = new();
    private Task holding = Task.CompletedTask;

    private DatabaseLock(ScenarioServer server)
    {
        begin = server.Deployment.LockForWriting;
        connection = server.Deployment.Connect();
    }

    /// <summary>Until disposed of.</summary>
    public static DatabaseLock Hold(ScenarioServer server)
    {
        var held = new DatabaseLock(server);
        held.connection.Open();
        held.Execute(held.begin);
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
        await connection.DisposeAsync();
        stop.Dispose();
    }

    private async Task TurnAsync(TimeSpan held, TimeSpan pause)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(held);
            Execute("ROLLBACK");
            await Task.Delay(pause);
            BeginAgain();
        }
    }

    /// <summary>Locks table by table may meet those of a server's statement; then this one yields, and tries again.</summary>
    private void BeginAgain()
    {
        while (true)
        {
            try
            {
                Execute(begin);
                return;
            }
            catch (DbException e) when (e.SqlState is "40P01")
            {
                Execute("ROLLBACK");
            }
        }
    }

    private void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
