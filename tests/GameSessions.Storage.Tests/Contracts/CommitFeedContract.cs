using GameSessions.Games;
using GameSessions.Hosting.Storage;
using static GameSessions.Storage.Tests.Contracts.Sample;

namespace GameSessions.Storage.Tests.Contracts;

public abstract class CommitFeedContract<TStore> : Contract<TStore>
    where TStore : TestStore, new()
{
    private static readonly SessionKey Session = new(new GameId("g"), Ann);

    private ICommitFeed Feed => Store.Feed;

    [Fact]
    public async Task Whoever_starts_at_the_head_reads_what_comes_after_it()
    {
        await Log.AppendAsync(Node, [Make("before")]);
        var head = await Feed.ReadHeadAsync();
        (await Feed.ReadAsync(head)).Notices.ShouldBeEmpty();

        await Log.AppendAsync(Node, [Make("g"), Make("h")]);
        await Log.AppendAsync(Node, [Move("g", 1, count: 2)]);

        (await Feed.ReadAsync(head)).Notices.ShouldBe([Committed("g", 1), Committed("h", 1), Committed("g", 3)]);
    }

    [Fact]
    public async Task A_page_goes_on_where_the_last_one_ended()
    {
        var cursor = await Feed.ReadHeadAsync();
        await Log.AppendAsync(Node, [Make("g")]);
        var first = await Feed.ReadAsync(cursor);
        await Log.AppendAsync(Node, [Move("g", 1)]);

        (await Feed.ReadAsync(first.Next)).Notices.ShouldContain(Committed("g", 2));
        (await Feed.ReadAsync(cursor)).Notices.ShouldBe([Committed("g", 1), Committed("g", 2)]);
    }

    [Fact]
    public async Task What_was_not_stored_is_not_told()
    {
        await Log.AppendAsync(Node, [Make("g")]);
        await Log.AppendAsync(Node, [Move("g", 1, Ann, "c")]);
        var head = await Feed.ReadHeadAsync();

        await Log.AppendAsync(Node, [Move("g", 1)]);
        await Log.AppendAsync(Node, [Move("g", 2, Ann, "c")]);
        await Sessions.OpenAsync(Session, new TokenHash("unknown"), new TokenHash("t"), Now, Now + 1);

        (await Feed.ReadAsync(head)).Notices.ShouldBeEmpty();
    }

    [Fact]
    public async Task Handshakes_and_revocations_travel_too()
    {
        var head = await Feed.ReadHeadAsync();

        await Sessions.OpenAsync(Session, null, new TokenHash("a"), Now, Now + 1_000);
        await Sessions.OpenAsync(Session, new TokenHash("a"), new TokenHash("b"), Now, Now + 1_000);
        await Sessions.RevokeAsync(Ann);

        (await Feed.ReadAsync(head)).Notices.ShouldBe(
        [
            new FeedNotice.Opened(Session, 1), new FeedNotice.Opened(Session, 2), new FeedNotice.Revoked(Session, 3),
        ]);
    }

    [Fact]
    public async Task That_the_socket_of_the_last_handshake_is_closed_is_told_once_and_of_an_earlier_one_it_is_no_news()
    {
        await Sessions.OpenAsync(Session, null, new TokenHash("a"), Now, Now + 1_000);
        await Sessions.OpenAsync(Session, null, new TokenHash("b"), Now, Now + 1_000);
        var head = await Feed.ReadHeadAsync();

        await Sessions.CloseAsync(Session, generation: 1, Now, Now + 1_000);
        (await Feed.ReadAsync(head)).Notices.ShouldBeEmpty();
        await Sessions.CloseAsync(Session, generation: 2, Now, Now + 1_000);
        (await Feed.ReadAsync(head)).Notices.ShouldBe([new FeedNotice.Closed(Session, 2)]);
    }

    [Fact]
    public async Task Whoever_opens_a_session_is_told_who_else_has_a_socket()
    {
        SessionKey other = new(Session.Game, Bob);
        await Sessions.OpenAsync(Session, null, new TokenHash("a"), Now, Now + 1_000);
        await Sessions.OpenAsync(new SessionKey(new GameId("h"), Bob), null, new TokenHash("h"), Now, Now + 1_000);
        (await Sessions.OpenAsync(other, null, new TokenHash("b"), Now, Now + 1_000))!.Online.ShouldContain((Ann, 1));

        await Sessions.CloseAsync(Session, generation: 1, Now, Now + 1_000);
        (await Sessions.OpenAsync(other, null, new TokenHash("c"), Now, Now + 1_000))!.Online.ShouldNotContain(online => online.Player == Ann);
    }

    [Fact]
    public async Task Of_whom_nobody_has_heard_for_long_is_not_there_any_more()
    {
        await Sessions.OpenAsync(Session, null, new TokenHash("a"), Now, Now + 1_000_000);
        Store.Time.AdvanceMs(Limits.PresenceMs);
        (await Sessions.OpenAsync(new SessionKey(Session.Game, Bob), null, new TokenHash("b"), Now, Now + 1_000))!.Online.ShouldNotContain(online => online.Player == Ann);
    }

    [Fact]
    public async Task Writers_that_race_lose_no_notice()
    {
        var cursor = await Feed.ReadHeadAsync();
        var seen = new HashSet<FeedNotice>();

        var writers = Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => Log.AppendAsync(Node, [Make($"g{i}")]))));
        while (!writers.IsCompleted)
        {
            cursor = await ReadAsync(cursor, seen);
        }

        await writers;
        await ReadAsync(cursor, seen);
        seen.ShouldBe(Enumerable.Range(0, 100).Select(i => Committed($"g{i}", 1)), ignoreOrder: true);
    }

    [Fact]
    public async Task Who_waits_wakes_with_the_next_notice()
    {
        var waits = new[] { Feed.WaitAsync(CancellationToken.None), Feed.WaitAsync(TestContext.Current.CancellationToken) };
        waits.ShouldAllBe(wait => !wait.IsCompleted);

        await Log.AppendAsync(Node, [Make("g")]);

        await Task.WhenAll(waits).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Feed.WaitAsync(TestContext.Current.CancellationToken).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Who_no_longer_wants_to_wait_is_let_go()
    {
        using var cancellation = new CancellationTokenSource();
        var wait = Feed.WaitAsync(cancellation.Token);

        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => wait);
        await Should.ThrowAsync<OperationCanceledException>(() => Feed.WaitAsync(cancellation.Token));
        await Log.AppendAsync(Node, [Make("g")]);
    }

    private static FeedNotice.Committed Committed(string game, long head) => new(new GameId(game), head);

    private async Task<FeedCursor> ReadAsync(FeedCursor cursor, HashSet<FeedNotice> seen)
    {
        var page = await Feed.ReadAsync(cursor);
        seen.UnionWith(page.Notices);
        return page.Next;
    }
}
