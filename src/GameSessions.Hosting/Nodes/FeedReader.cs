using GameSessions.Hosting.Games;
using GameSessions.Hosting.Storage;
using GameSessions.Wire;

namespace GameSessions.Hosting.Nodes;

/// <summary>Reads what other nodes did, on wake-up and regularly, and passes it on to the hosts and sockets of this one.</summary>
internal sealed class FeedReader(SessionNode node, ICommitFeed feed)
{
    /// <summary>A node that was frozen for so long may have missed what is no longer kept.</summary>
    private static readonly TimeSpan AwayMax = TimeSpan.FromMilliseconds(Limits.FeedKeptMs) / 2;

    private FeedCursor? cursor;
    private long readAt;
    private Task? waking;

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await node.TryOnceAsync("feed", ReadAsync);
            await node.TryOnceAsync("feed", () => WaitAsync(stopping));
        }
    }

    private async Task WaitAsync(CancellationToken stopping)
    {
        // One wait over many polls: a new one each time would leave all of them behind.
        waking = waking is { IsCompleted: false } ? waking : feed.WaitAsync(stopping).InContextAsync();
        await Task.WhenAny(waking, Task.Delay(node.Options.FeedPoll, node.Time, stopping));
    }

    private async Task ReadAsync()
    {
        if (node.Time.GetElapsedTime(readAt) > AwayMax)
        {
            cursor = null;
        }

        var askedAt = node.Time.GetTimestamp();
        if (cursor is null)
        {
            cursor = await feed.ReadHeadAsync();
            // What was stored between the loading of a game and this, no notice will tell.
            node.Directory.PostToAll(new GameMessage.Advanced(long.MaxValue));
        }

        var page = await feed.ReadAsync(cursor.Value);
        foreach (var notice in page.Notices)
        {
            switch (notice)
            {
                case FeedNotice.Committed committed when node.Directory.Loaded(committed.Game) is { } host && host.Head < committed.Head:
                    host.Post(new GameMessage.Advanced(committed.Head));
                    break;
                case FeedNotice.Opened opened:
                    // First, so that the end of a socket here is no news where there is another one.
                    Attend(opened.Session, opened.Generation, isThere: true);
                    node.Registry.EndBefore(opened.Session, opened.Generation, Close.TakenOver);
                    break;
                case FeedNotice.Closed closed:
                    Attend(closed.Session, closed.Generation, isThere: false);
                    break;
                case FeedNotice.Revoked revoked:
                    node.Registry.EndBefore(revoked.Session, revoked.Generation, Close.Unauthorized);
                    break;
            }
        }

        cursor = page.Next;
        readAt = askedAt;
    }

    private void Attend(SessionKey session, long generation, bool isThere) =>
        node.Directory.Loaded(session.Game)?.Post(new GameMessage.Attended(session.Player, generation, isThere));
}
