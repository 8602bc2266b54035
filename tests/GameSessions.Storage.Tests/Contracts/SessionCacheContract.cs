using GameSessions.Games;
using GameSessions.Hosting.Storage;
using static GameSessions.Storage.Tests.Contracts.Sample;

namespace GameSessions.Storage.Tests.Contracts;

/// <summary>What a cache promises while it answers; each kind of cache derives a class, and so runs every sentence of it.</summary>
public abstract class SessionCacheContract<TCache> : IAsyncLifetime
    where TCache : TestCache, new()
{
    private const string Epoch = "epoch one";
    private const string OtherEpoch = "epoch two";
    private const string ThirdEpoch = "epoch three";

    private static readonly GameId Game = new("notifications:0b7f");
    private static readonly SessionKey Session = new(Game, Ann);
    private static readonly TokenHash First = new("first");
    private static readonly TokenHash Second = new("second");

    private readonly TCache store = new();

    private ISessionCache Cache => store.Cache;

    public async ValueTask InitializeAsync() => await store.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Nothing_is_known_of_a_game_or_a_session_at_first()
    {
        await ShouldHold();
        (await Cache.FindSessionAsync(Session)).ShouldBeNull();
        (await Cache.FindByTokenAsync(First)).ShouldBeNull();
    }

    [Fact]
    public async Task Entries_are_read_as_they_were_written_from_the_oldest_on()
    {
        await Cache.AppendEventsAsync(Game, Epoch, 1, ["", "{\"a\":\"é\\u0000\"}"]);
        await Cache.AppendEventsAsync(Game, Epoch, 3, ["x\r\ny"]);

        (await Cache.ReadEventsAsync(Game)).ShouldBe(["", "{\"a\":\"é\\u0000\"}", "x\r\ny"]);
    }

    [Fact]
    public async Task Entries_of_one_game_are_not_another_games()
    {
        await AppendAsync(1, 2);
        await Cache.AppendEventsAsync(new GameId("notifications"), Epoch, 1, ["other"]);

        await ShouldHold(1, 2);
        (await Cache.ReadEventsAsync(new GameId("notifications"))).ShouldBe(["other"]);
    }

    [Fact]
    public async Task The_first_append_may_begin_anywhere()
    {
        await AppendAsync(7, 8);

        await ShouldHold(7, 8);
    }

    [Fact]
    public async Task An_append_that_comes_twice_or_late_is_refused()
    {
        await AppendAsync(1, 3);
        await AppendAsync(4, 5);
        await AppendAsync(4, 5);
        await AppendAsync(1, 3);

        await ShouldHold(1, 5);
    }

    [Fact]
    public async Task Of_an_append_that_overlaps_the_new_part_is_added()
    {
        await AppendAsync(1, 3);
        await AppendAsync(2, 5);

        await ShouldHold(1, 5);
    }

    [Fact]
    public async Task An_append_after_a_gap_begins_anew()
    {
        await AppendAsync(1, 3);
        await AppendAsync(5, 6);
        await ShouldHold(5, 6);

        await AppendAsync(4, 4);
        await ShouldHold(5, 6);
    }

    [Fact]
    public async Task An_append_of_nothing_changes_nothing()
    {
        await AppendAsync(1, 3);
        await Cache.AppendEventsAsync(Game, Epoch, 9, []);
        await Cache.AppendEventsAsync(Game, OtherEpoch, 1, []);

        await ShouldHold(1, 3);
    }

    [Fact]
    public async Task Only_the_newest_entries_are_kept()
    {
        await AppendAsync(1, 6);
        await AppendAsync(7, 11);
        await ShouldHold(4, 11);

        await AppendAsync(12, 40);
        await ShouldHold(33, 40);

        await HydrateAsync(1, 50);
        await ShouldHold(43, 50);
    }

    [Fact]
    public async Task A_hydration_takes_the_place_of_all_there_is()
    {
        await AppendAsync(5, 6);
        await HydrateAsync(1, 6);
        await ShouldHold(1, 6);

        await HydrateAsync(4, 9);
        await ShouldHold(4, 9);

        await AppendAsync(10, 10);
        await ShouldHold(4, 10);
    }

    [Fact]
    public async Task A_hydration_that_is_older_than_what_is_there_is_refused()
    {
        await AppendAsync(5, 6);
        await HydrateAsync(1, 5);

        await ShouldHold(5, 6);
    }

    [Fact]
    public async Task A_game_may_be_hydrated_with_nothing_above_a_head()
    {
        await Cache.HydrateEventsAsync(Game, Epoch, 5, []);
        await ShouldHold();

        await AppendAsync(3, 4);
        await ShouldHold();
        await AppendAsync(5, 6);
        await ShouldHold(5, 6);
    }

    [Fact]
    public async Task A_trim_drops_the_entries_up_to_its_sequence()
    {
        await AppendAsync(1, 6);
        await TrimAsync(2);
        await ShouldHold(3, 6);

        await TrimAsync(1);
        await TrimAsync(0);
        await ShouldHold(3, 6);

        await AppendAsync(7, 7);
        await ShouldHold(3, 7);
    }

    [Fact]
    public async Task After_a_trim_of_everything_the_next_entry_follows_and_a_late_one_is_refused()
    {
        await AppendAsync(1, 3);
        await TrimAsync(3);
        await ShouldHold();

        await AppendAsync(2, 3);
        await ShouldHold();
        await AppendAsync(4, 4);
        await ShouldHold(4, 4);
    }

    [Fact]
    public async Task A_trim_that_overtakes_an_append_still_counts()
    {
        await AppendAsync(1, 3);
        await TrimAsync(5);
        await AppendAsync(4, 5);
        await ShouldHold();

        await AppendAsync(4, 6);
        await ShouldHold(6, 6);
    }

    [Fact]
    public async Task A_trim_of_a_game_that_is_not_known_still_counts()
    {
        await TrimAsync(2);
        await AppendAsync(1, 3);

        await ShouldHold(3, 3);
    }

    [Fact]
    public async Task A_hydration_brings_nothing_back_that_was_trimmed()
    {
        await AppendAsync(1, 6);
        await TrimAsync(4);
        await HydrateAsync(1, 6);
        await ShouldHold(5, 6);

        await TrimAsync(6);
        await HydrateAsync(1, 6);
        await ShouldHold();
        await HydrateAsync(1, 7);
        await ShouldHold(7, 7);
    }

    [Fact]
    public async Task Below_a_trim_nothing_returns_after_a_gap_either()
    {
        await AppendAsync(1, 2);
        await TrimAsync(2);
        await AppendAsync(5, 6);
        await TrimAsync(5);
        await HydrateAsync(1, 6);

        await ShouldHold(6, 6);
    }

    [Theory]
    [InlineData("append")]
    [InlineData("hydrate")]
    [InlineData("trim")]
    public async Task Another_epoch_begins_anew_whatever_its_numbers_and_the_one_before_does_not_come_back(string write)
    {
        await AppendAsync(1, 6);
        await TrimAsync(4);
        await (write switch
        {
            "append" => AppendAsync(2, 3, OtherEpoch),
            "hydrate" => HydrateAsync(2, 3, OtherEpoch),
            _ => Cache.TrimEventsAsync(Game, OtherEpoch, 3),
        });
        await AppendAsync(4, 4, OtherEpoch);
        var first = write == "trim" ? 4 : 2;
        await ShouldHold(OtherEpoch, first, 4);

        await AppendAsync(7, 9);
        await HydrateAsync(1, 9);
        await TrimAsync(9);
        await ShouldHold(OtherEpoch, first, 4);
    }

    [Fact]
    public async Task No_epoch_that_was_replaced_comes_back()
    {
        await AppendAsync(1, 2);
        await AppendAsync(1, 2, OtherEpoch);
        await AppendAsync(1, 2, ThirdEpoch);
        await HydrateAsync(1, 9);
        await HydrateAsync(1, 9, OtherEpoch);

        await ShouldHold(ThirdEpoch, 1, 2);
    }

    [Fact]
    public async Task Entries_that_are_dropped_are_forgotten_with_all_that_was_told_of_them()
    {
        await AppendAsync(1, 6);
        await AppendAsync(1, 6, OtherEpoch);
        await Cache.TrimEventsAsync(Game, OtherEpoch, 3);
        await Cache.DropEventsAsync(Game);
        await ShouldHold();

        await HydrateAsync(1, 2);
        await ShouldHold(1, 2);
        await Cache.DropEventsAsync(new GameId("never made"));
    }

    [Fact]
    public async Task A_saved_session_is_found_by_its_key_and_by_its_token()
    {
        await SaveAsync(First, generation: 2, lastAck: 5);

        (await Cache.FindSessionAsync(Session)).ShouldBe(new CachedSession(Session, Epoch, First, 5, 2));
        (await Cache.FindByTokenAsync(First)).ShouldBe(Session);
        (await Cache.FindByTokenAsync(Second)).ShouldBeNull();
    }

    [Fact]
    public async Task A_later_generation_or_ack_takes_the_place_of_a_session()
    {
        await SaveAsync(First, generation: 2, lastAck: 5);
        await SaveAsync(First, generation: 2, lastAck: 6);
        await ShouldKeep(First, generation: 2, lastAck: 6);

        await SaveAsync(Second, generation: 3, lastAck: 4);
        await ShouldKeep(Second, generation: 3, lastAck: 4);
        await SaveAsync(Second, generation: 10, lastAck: 4);
        await ShouldKeep(Second, generation: 10, lastAck: 4);
    }

    [Fact]
    public async Task A_session_that_comes_late_is_refused_and_leads_no_token_anywhere()
    {
        await SaveAsync(Second, generation: 10, lastAck: 10);
        await SaveAsync(Second, generation: 10, lastAck: 9);
        await SaveAsync(First, generation: 9, lastAck: 11);

        await ShouldKeep(Second, generation: 10, lastAck: 10);
        (await Cache.FindByTokenAsync(First)).ShouldBeNull();
    }

    [Fact]
    public async Task The_token_before_leads_to_the_session_still()
    {
        await SaveAsync(First, generation: 1, lastAck: 0);
        await SaveAsync(Second, generation: 2, lastAck: 0);

        (await Cache.FindByTokenAsync(First)).ShouldBe(Session);
        (await Cache.FindByTokenAsync(Second)).ShouldBe(Session);
    }

    [Fact]
    public async Task A_session_of_another_epoch_replaces_one_of_any_version_and_the_epoch_before_does_not_come_back()
    {
        await SaveAsync(First, generation: 9, lastAck: 9);
        await Cache.SaveSessionAsync(new CachedSession(Session, OtherEpoch, Second, 1, 1));
        await SaveAsync(First, generation: 10, lastAck: 10);

        (await Cache.FindSessionAsync(Session)).ShouldBe(new CachedSession(Session, OtherEpoch, Second, 1, 1));
    }

    [Fact]
    public async Task A_session_that_is_dropped_is_forgotten_with_its_token_and_no_other()
    {
        var other = new CachedSession(new SessionKey(Game, Bob), Epoch, Second, 1, 1);
        await SaveAsync(First, generation: 2, lastAck: 5);
        await Cache.SaveSessionAsync(other);

        await Cache.DropSessionAsync(Session);
        await Cache.DropSessionAsync(Session);

        (await Cache.FindSessionAsync(Session)).ShouldBeNull();
        (await Cache.FindByTokenAsync(First)).ShouldBeNull();
        (await Cache.FindSessionAsync(other.Session)).ShouldBe(other);
        (await Cache.FindByTokenAsync(Second)).ShouldBe(other.Session);

        await SaveAsync(First, generation: 1, lastAck: 0);
        await ShouldKeep(First, generation: 1, lastAck: 0);
    }

    [Fact]
    public async Task A_session_is_never_taken_for_one_whose_ids_only_look_alike()
    {
        var one = new SessionKey(new GameId("a:b"), new PlayerId("c"));
        var other = new SessionKey(new GameId("a"), new PlayerId("b:c"));
        await Cache.SaveSessionAsync(new CachedSession(one, Epoch, First, 7, 7));

        (await Cache.FindSessionAsync(other)).ShouldBeNull();
        await Cache.SaveSessionAsync(new CachedSession(other, Epoch, Second, 1, 1));
        (await Cache.FindSessionAsync(other)).ShouldBe(new CachedSession(other, Epoch, Second, 1, 1));
        (await Cache.FindByTokenAsync(First)).ShouldBe(one);
    }

    private static string[] Entries(string epoch, int first, int last) => [.. Enumerable.Range(first, last - first + 1).Select(sequence => $"{epoch} {sequence}")];

    private Task AppendAsync(int first, int last, string epoch = Epoch) => Cache.AppendEventsAsync(Game, epoch, first, Entries(epoch, first, last));

    private Task HydrateAsync(int first, int last, string epoch = Epoch) => Cache.HydrateEventsAsync(Game, epoch, first, Entries(epoch, first, last));

    private Task TrimAsync(int through) => Cache.TrimEventsAsync(Game, Epoch, through);

    private Task SaveAsync(TokenHash token, long generation, long lastAck) => Cache.SaveSessionAsync(new CachedSession(Session, Epoch, token, lastAck, generation));

    private async Task ShouldHold() => (await Cache.ReadEventsAsync(Game)).ShouldBeEmpty();

    private Task ShouldHold(int first, int last) => ShouldHold(Epoch, first, last);

    private async Task ShouldHold(string epoch, int first, int last) => (await Cache.ReadEventsAsync(Game)).ShouldBe(Entries(epoch, first, last));

    private async Task ShouldKeep(TokenHash token, long generation, long lastAck)
    {
        (await Cache.FindSessionAsync(Session)).ShouldBe(new CachedSession(Session, Epoch, token, lastAck, generation));
        (await Cache.FindByTokenAsync(token)).ShouldBe(Session);
    }
}
