using System.Diagnostics;
using GameSessions.Games;
using GameSessions.Hosting.Storage;
using GameSessions.Load.Results;
using RealStores;

namespace GameSessions.Load.Runs.PostgreSql;

/// <param name="Idle">A poll that finds nothing new.</param>
/// <param name="Fresh">A poll that finds one batch.</param>
internal sealed record FeedCostResult(Percentiles Idle, Percentiles Fresh);

/// <summary>How long a poll of the feed takes, with more or less stored. The databases are asked in turns.</summary>
internal static class FeedCost
{
    /// <summary>Events of the batch that a poll finds.</summary>
    public const int Batch = 64;

    private const int WarmUps = 50;

    public static async Task<IReadOnlyList<FeedCostResult>> RunAsync(PostgreSqlServer server, IReadOnlyList<int> storedGames, int polls)
    {
        var sides = new List<Side>();
        foreach (var games in storedGames)
        {
            sides.Add(await Side.PrepareAsync(server, games));
        }

        for (var i = 0; i < polls + WarmUps; i++)
        {
            foreach (var side in sides)
            {
                await side.PollAsync(counts: i >= WarmUps);
            }
        }

        foreach (var side in sides)
        {
            await side.DisposeAsync();
        }

        return [.. sides.Select(side => side.Result)];
    }

    private sealed class Side : IAsyncDisposable
    {
        private readonly List<long> idle = [];
        private readonly List<long> fresh = [];
        private readonly EngineDatabase database;
        private readonly IReadOnlyList<GameId> games;
        private FeedCursor cursor;
        private long head = 1;

        private Side(EngineDatabase database, IReadOnlyList<GameId> games, FeedCursor cursor) =>
            (this.database, this.games, this.cursor) = (database, games, cursor);

        public FeedCostResult Result => new(new Percentiles(idle), new Percentiles(fresh));

        public static async Task<Side> PrepareAsync(PostgreSqlServer server, int stored)
        {
            var made = await EngineDatabase.MakeAsync(server);
            await PostgreSqlPrefill.WriteAsync(made.ConnectionString, stored);
            var live = await made.MakeGamesAsync("live", Batch);
            return new Side(made, live, await made.Feed.ReadHeadAsync());
        }

        public async Task PollAsync(bool counts)
        {
            var quiet = await ReadAsync();
            await database.AppendAsync(games, head++);
            var busy = await ReadAsync();
            if (busy.Notices != Batch)
            {
                throw new InvalidOperationException($"The feed told {busy.Notices} of {Batch} events.");
            }

            if (counts)
            {
                idle.Add(quiet.Ticks);
                fresh.Add(busy.Ticks);
            }
        }

        public ValueTask DisposeAsync() => database.DisposeAsync();

        private async Task<(long Ticks, int Notices)> ReadAsync()
        {
            var start = Stopwatch.GetTimestamp();
            var page = await database.Feed.ReadAsync(cursor);
            var ticks = Stopwatch.GetTimestamp() - start;
            cursor = page.Next;
            return (ticks, page.Notices.Count);
        }
    }
}
