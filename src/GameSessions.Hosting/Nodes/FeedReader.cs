using GameSessions.Hosting.Games;
using GameSessions.Hosting.Storage;
using GameSessions.Wire;

namespace GameSessions.Hosting.Nodes;

/// <summary>Reads what other nodes did, on wake-up and regularly, and passes it on to the hosts and sockets of this one.</summary>
internal sealed class FeedReader(SessionNode node, ICommitFeed feed)
{
    private FeedCursor? cursor;
    private volatile bool startsAgain;
    private Task? waking;

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await node.TryOnceAsync("feed", ReadAsync);
            await node.TryOnceAsync("feed", () => WaitAsync(stopping));
        }
    }

    /// <summary>The store is another one than before; where this node stood in it says nothing.</summary>
    public void StartAgain() => startsAgain = true;

    private async Task WaitAsync(CancellationToken stopping)
    {
        // One wait over many polls: a new one each time would leave all of them behind.
        waking = waking is { IsCompleted: false } ? waking : feed.WaitAsync(stopping).InContextAsync();
        await Task.WhenAny(waking, Task.Delay(node.Options.FeedPoll, node.Time, stopping));
    }

    private async Task ReadAsync()
    {
        if (startsAgain)
        {
            (startsAgain, cursor) = (false, null);
        }

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
                    node.Registry.EndBefore(opened.Session, opened.Generation, Close.TakenOver);
                    break;
                case FeedNotice.Revoked revoked:
                    node.Registry.EndBefore(revoked.Session, revoked.Generation, Close.Unauthorized);
                    break;
            }
        }

        cursor = page.Next;
    }
}
