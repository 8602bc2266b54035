using GameSessions.Hosting.Storage;
using GameSessions.Log;
using GameSessions.Wire;
using static GameSessions.Storage.Tests.Contracts.Sample;

namespace GameSessions.Storage.Tests.Contracts;

/// <summary>Events happen at 1 000 plus their sequence.</summary>
public abstract class RetentionContract<TStore> : Contract<TStore>
    where TStore : TestStore, new()
{
    private const long Always = 1_000_000;

    private async Task PlayAsync(string game, long? snapshot, long annsAck, long bobsAck)
    {
        await Log.AppendAsync(Node, [Make(game, Seats(Ann, Bob))]);
        await Log.AppendAsync(Node, [Move(game, 1, Ann, "c", count: 9)]);
        foreach (var (player, ack) in new[] { (Ann, annsAck), (Bob, bobsAck) })
        {
            SessionKey session = new(new(game), player);
            await Sessions.OpenAsync(session, null, new TokenHash($"{game}-{player}"), Now, Now + 1);
            await Sessions.AckAsync([new Ack(session, ack)]);
        }

        if (snapshot is { } sequence)
        {
            await Log.SaveSnapshotAsync(new(game), new Snapshot(sequence, RawJson.EmptyObject));
        }
    }

    private async Task<IEnumerable<long>> KeptAsync(string game) => (await Log.ReadAsync(new(game), 0, 100)).Select(recorded => recorded.Sequence);

    [Fact]
    public async Task What_is_old_acknowledged_and_in_the_snapshot_goes_and_the_head_stays()
    {
        await PlayAsync("g", snapshot: 10, annsAck: 10, bobsAck: 10);
        (await Log.PruneAsync(before: 1_005, gamesMax: 10)).ShouldBe(4);
        (await KeptAsync("g")).ShouldBe([5, 6, 7, 8, 9, 10]);
        var stored = await Log.FindAsync(new("g"));
        (stored!.Head, stored.OldestKept).ShouldBe((10, 5));
        (await Log.AppendAsync(Node, [Move("g", 10)])).ShouldBe([new AppendOutcome.Stored(11)]);
    }

    [Fact]
    public async Task The_slowest_seat_keeps_what_it_has_not_acknowledged()
    {
        await PlayAsync("g", snapshot: 10, annsAck: 10, bobsAck: 3);
        (await Log.PruneAsync(Always, gamesMax: 10)).ShouldBe(3);
        (await KeptAsync("g")).First().ShouldBe(4);
    }

    [Fact]
    public async Task What_no_snapshot_covers_stays()
    {
        await PlayAsync("g", snapshot: 6, annsAck: 10, bobsAck: 10);
        await PlayAsync("h", snapshot: null, annsAck: 10, bobsAck: 10);
        (await Log.PruneAsync(Always, gamesMax: 10)).ShouldBe(6);
        (await KeptAsync("g")).First().ShouldBe(7);
        (await KeptAsync("h")).First().ShouldBe(1);
    }

    [Fact]
    public async Task All_of_a_log_may_go_and_its_head_is_still_known()
    {
        await PlayAsync("g", snapshot: 10, annsAck: 10, bobsAck: 10);
        (await Log.PruneAsync(Always, gamesMax: 10)).ShouldBe(10);
        var stored = await Log.FindAsync(new("g"));
        (stored!.Head, stored.OldestKept).ShouldBe((10, 11));
        (await Log.PruneAsync(Always, gamesMax: 10)).ShouldBe(0);
    }

    [Fact]
    public async Task No_more_games_than_asked_for_are_worked_on_at_a_time()
    {
        await PlayAsync("g", snapshot: 10, annsAck: 10, bobsAck: 10);
        await PlayAsync("h", snapshot: 10, annsAck: 10, bobsAck: 10);
        (await Log.PruneAsync(Always, gamesMax: 1)).ShouldBe(10);
        (await Log.PruneAsync(Always, gamesMax: 1)).ShouldBe(10);
        (await Log.PruneAsync(Always, gamesMax: 1)).ShouldBe(0);
    }

    [Fact]
    public async Task Games_of_which_nothing_may_go_keep_no_other_from_being_found()
    {
        await PlayAsync("a", snapshot: 10, annsAck: 10, bobsAck: 0);
        await PlayAsync("b", snapshot: 10, annsAck: 10, bobsAck: 10);
        (await Log.PruneAsync(Always, gamesMax: 1)).ShouldBe(10);
    }
}
