using GameSessions.Hosting.Nodes;
using GameSessions.Hosting.Storage;
using RealStores;

namespace GameSessions.Load.Runs.PostgreSql;

/// <summary>Events a second through the engine's log: each append looks up its command and its session, moves a head, inserts an event and tells the feed.</summary>
internal static class EngineAppends
{
    private static readonly TimeSpan StorageWait = TimeSpan.FromSeconds(10);

    /// <summary>Writers with a batch each, every batch of other games.</summary>
    public static async Task<double> WriteAsync(PostgreSqlServer server, int writers, int batch, TimeSpan time)
    {
        await using var database = await EngineDatabase.MakeAsync(server);
        var games = await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => database.MakeGamesAsync($"game-{writer}", batch)));
        var heads = Enumerable.Repeat(1L, writers).ToArray();
        return await Rate.MeasureAsync(writers, time, async writer =>
        {
            await database.AppendAsync(games[writer], heads[writer]++);
            return batch;
        });
    }

    /// <summary>Through one node's committer, for games that each wait for their own event before the next: batches of at most as many.</summary>
    public static async Task<double> CommitAsync(PostgreSqlServer server, int gameCount, TimeSpan time)
    {
        await using var database = await EngineDatabase.MakeAsync(server);
        var games = await database.MakeGamesAsync("game", gameCount);
        var heads = Enumerable.Repeat(1L, gameCount).ToArray();
        var committer = new Committer(database.Log, new NodeId("load"), (_, _) => { });
        var rate = await Rate.MeasureAsync(gameCount, time, async game =>
        {
            await committer.AppendAsync(EngineDatabase.Move(games[game], heads[game]++), StorageWait, TimeProvider.System);
            return 1;
        });
        committer.Stop();
        await committer.Running;
        return rate;
    }
}
