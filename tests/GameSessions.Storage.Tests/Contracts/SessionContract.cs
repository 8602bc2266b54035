using GameSessions.Games;
using GameSessions.Hosting.Storage;
using static GameSessions.Storage.Tests.Contracts.Sample;

namespace GameSessions.Storage.Tests.Contracts;

public abstract class SessionContract<TStore> : Contract<TStore>
    where TStore : TestStore, new()
{
    private const long Ttl = 1_800_000;

    private static readonly SessionKey Session = new(new GameId("g"), Ann);
    private static readonly SessionKey OtherSession = new(new GameId("g"), Bob);
    private static readonly TokenHash First = new("first");
    private static readonly TokenHash Second = new("second");
    private static readonly TokenHash Third = new("third");
    private static readonly TokenHash Fourth = new("fourth");

    /// <summary>A game with events enough for every ack of these tests.</summary>
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Log.AppendAsync(Node, [Make("g", Seats(Ann, Bob))]);
        await Log.AppendAsync(Node, [Move("g", 1, count: 99)]);
    }

    [Fact]
    public async Task The_first_handshake_makes_the_session_and_later_ones_count_up()
    {
        ShouldTell(await OpenAsync(null, First), isNew: true, lastAck: 0, generation: 1);
        ShouldTell(await OpenAsync(First, Second), isNew: false, lastAck: 0, generation: 2);
        ShouldTell(await OpenAsync(null, Third), isNew: false, lastAck: 0, generation: 3);
    }

    [Fact]
    public async Task A_resume_with_the_newest_token_proves_it_and_kills_the_one_before()
    {
        await OpenAsync(null, First);
        await OpenAsync(First, Second);
        await OpenAsync(Second, Third);

        await ShouldAccept(Second, Third);
        await ShouldRefuse(First);
    }

    [Fact]
    public async Task A_handshake_that_was_lost_costs_nothing_the_proven_token_opens_again()
    {
        await OpenAsync(null, First);
        await OpenAsync(First, Second);

        (await OpenAsync(First, Third)).ShouldNotBeNull();

        await ShouldAccept(First, Third);
        await ShouldRefuse(Second);
        (await OpenAsync(Second, Fourth)).ShouldBeNull();
        await ShouldAccept(First, Third);
    }

    [Fact]
    public async Task A_proof_of_the_newest_token_kills_the_older_one()
    {
        await OpenAsync(null, First);
        await OpenAsync(First, Second);

        await Sessions.ProveAsync(Session, Second);

        await ShouldAccept(Second);
        await ShouldRefuse(First);
        (await OpenAsync(Second, Third)).ShouldNotBeNull();
        await ShouldAccept(Second, Third);
    }

    [Fact]
    public async Task A_late_proof_of_a_replaced_token_proves_nothing()
    {
        await OpenAsync(null, First);
        await Sessions.ProveAsync(Session, First);
        await OpenAsync(First, Second);
        await OpenAsync(First, Third);

        await Sessions.ProveAsync(Session, Second);
        await Sessions.ProveAsync(Session, First);
        await Sessions.ProveAsync(OtherSession, Third);

        await ShouldAccept(First, Third);
        await ShouldRefuse(Second);
    }

    [Fact]
    public async Task An_access_token_replaces_the_newest_token_and_leaves_the_proven_one()
    {
        await OpenAsync(null, First);
        await OpenAsync(First, Second);

        await OpenAsync(null, Third);

        await ShouldAccept(First, Third);
        await ShouldRefuse(Second);
    }

    [Fact]
    public async Task A_token_that_never_was_proven_dies_when_it_is_replaced()
    {
        await OpenAsync(null, First);
        await OpenAsync(null, Second);

        await ShouldRefuse(First);
        (await OpenAsync(First, Third)).ShouldBeNull();
        await ShouldAccept(Second);
    }

    [Fact]
    public async Task A_refused_token_changes_nothing()
    {
        await OpenAsync(null, First);

        (await OpenAsync(new TokenHash("unknown"), Second)).ShouldBeNull();

        await ShouldAccept(First);
        await ShouldRefuse(Second);
        ShouldTell(await OpenAsync(First, Second), isNew: false, lastAck: 0, generation: 2);
    }

    [Fact]
    public async Task A_token_opens_only_its_own_session()
    {
        await OpenAsync(null, First);

        (await Sessions.OpenAsync(OtherSession, First, Second, Now, Now + Ttl)).ShouldBeNull();

        (await Sessions.FindByTokenAsync(First, Now)).ShouldBe(Session);
        (await Sessions.OpenAsync(OtherSession, null, Third, Now, Now + Ttl))!.IsNew.ShouldBeTrue();
        (await Sessions.FindByTokenAsync(Third, Now)).ShouldBe(OtherSession);
    }

    [Fact]
    public async Task Of_two_resumes_with_one_proven_token_the_later_has_the_newest()
    {
        await OpenAsync(null, First);
        await Sessions.ProveAsync(Session, First);

        var opened = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => OpenAsync(First, new TokenHash($"t{i}")))));

        opened.Select(session => session!.Generation).Order().ShouldBe(Enumerable.Range(2, 16).Select(i => (long)i));
        var last = Array.FindIndex(opened, session => session!.Generation == 17);
        await ShouldAccept(First, new TokenHash($"t{last}"));
        await ShouldRefuse([.. Enumerable.Range(0, 16).Where(i => i != last).Select(i => new TokenHash($"t{i}"))]);
    }

    [Fact]
    public async Task An_expired_session_is_found_by_no_token_and_opened_by_none()
    {
        var end = Now + Ttl;
        await OpenAsync(null, First);
        await OpenAsync(First, Second);

        (await Sessions.FindByTokenAsync(Second, end - 1)).ShouldBe(Session);
        (await Sessions.FindByTokenAsync(Second, end)).ShouldBeNull();
        (await Sessions.OpenAsync(Session, Second, Third, end, end + Ttl)).ShouldBeNull();
        (await Sessions.OpenAsync(Session, First, Third, end - 1, end + Ttl)).ShouldNotBeNull();
    }

    [Fact]
    public async Task An_access_token_reopens_an_expired_session_with_its_ack_and_without_its_tokens()
    {
        await OpenAsync(null, First);
        await OpenAsync(First, Second);
        await Sessions.AckAsync(Session, 9);
        Store.Time.AdvanceMs(Ttl);

        ShouldTell(await OpenAsync(null, Third), isNew: false, lastAck: 9, generation: 3);

        await ShouldAccept(Third);
        await ShouldRefuse(First, Second);
    }

    [Fact]
    public async Task A_touch_keeps_a_session_alive_and_a_late_one_takes_no_life_away()
    {
        await OpenAsync(null, First);

        await Sessions.TouchAsync(Session, Now + 1_000, Now + Ttl + 1_000);
        await Sessions.TouchAsync(Session, Now, Now + 5);

        (await Sessions.FindByTokenAsync(First, Now + Ttl + 999)).ShouldBe(Session);
        (await Sessions.FindByTokenAsync(First, Now + Ttl + 1_000)).ShouldBeNull();
    }

    [Fact]
    public async Task Acks_of_many_sessions_are_stored_together_each_by_its_own_rule()
    {
        await OpenAsync(null, First);
        await Sessions.OpenAsync(OtherSession, null, Second, Now, Now + Ttl);
        (await Sessions.AckAsync([new Ack(Session, 5), new Ack(OtherSession, 2), new Ack(Session, 3), new Ack(new SessionKey(new("no-such-game"), Ann), 9)])).ShouldBe([5, 2, 5, 0]);
        (await Sessions.AckAsync([new Ack(OtherSession, 1), new Ack(Session, 6)])).ShouldBe([2, 6]);
    }

    [Fact]
    public async Task An_ack_rises_and_never_falls()
    {
        await OpenAsync(null, First);

        (await Sessions.AckAsync(Session, 5)).ShouldBe(5);
        (await Sessions.AckAsync(Session, 3)).ShouldBe(5);
        (await Sessions.AckAsync(Session, 0)).ShouldBe(5);
        (await Sessions.AckAsync(Session, 6)).ShouldBe(6);
        (await OpenAsync(First, Second))!.LastAck.ShouldBe(6);
    }

    [Fact]
    public async Task Acks_that_race_leave_the_highest()
    {
        await OpenAsync(null, First);

        var stored = await Task.WhenAll(Enumerable.Range(1, 50).Reverse().Select(ack => Task.Run(async () => (Ack: ack, Stored: await Sessions.AckAsync(Session, ack)))));

        stored.ShouldAllBe(pair => pair.Stored >= pair.Ack);
        (await Sessions.AckAsync(Session, 0)).ShouldBe(50);
    }

    [Fact]
    public async Task What_is_noted_for_a_session_that_never_was_makes_none()
    {
        (await Sessions.AckAsync(Session, 5)).ShouldBe(0);
        await Sessions.TouchAsync(Session, Now, Now + Ttl);
        await Sessions.ProveAsync(Session, First);

        ShouldTell(await OpenAsync(null, First), isNew: true, lastAck: 0, generation: 1);
    }

    [Fact]
    public async Task A_revocation_ends_every_token_of_a_player_and_nobody_elses()
    {
        var elsewhere = new SessionKey(new GameId("h"), Ann);
        await OpenAsync(null, First);
        await OpenAsync(First, Second);
        await Sessions.OpenAsync(elsewhere, null, Third, Now, Now + Ttl);
        await Sessions.OpenAsync(OtherSession, null, Fourth, Now, Now + Ttl);

        (await Sessions.RevokeAsync(Ann)).ShouldBe([(Session, 3), (elsewhere, 2)], ignoreOrder: true);

        await ShouldRefuse(First, Second, Third);
        (await OpenAsync(Second, new TokenHash("x"))).ShouldBeNull();
        (await Sessions.FindByTokenAsync(Fourth, Now)).ShouldBe(OtherSession);
    }

    [Fact]
    public async Task After_a_revocation_no_proof_or_touch_brings_a_token_back_and_an_access_token_opens_anew()
    {
        await OpenAsync(null, First);
        await Sessions.AckAsync(Session, 4);
        await Sessions.RevokeAsync(Ann);

        await Sessions.ProveAsync(Session, First);
        await Sessions.TouchAsync(Session, Now, Now + Ttl);
        await ShouldRefuse(First);

        ShouldTell(await OpenAsync(null, Second), isNew: false, lastAck: 4, generation: 3);
        await ShouldAccept(Second);
        await ShouldRefuse(First);
    }

    [Fact]
    public async Task The_floor_is_the_lowest_ack_of_the_seated_players()
    {
        await OpenAsync(null, First);
        await Sessions.OpenAsync(OtherSession, null, Second, Now, Now + Ttl);
        await Sessions.AckAsync(Session, 7);
        await Sessions.AckAsync(OtherSession, 4);

        (await Sessions.FindFloorsAsync([Session.Game])).ShouldBe([4]);
    }

    [Fact]
    public async Task A_seat_without_a_session_holds_the_floor_at_zero_and_an_empty_seat_or_a_spectator_does_not()
    {
        var spectator = new SessionKey(Session.Game, new PlayerId("carl"));
        await OpenAsync(null, First);
        await Sessions.AckAsync(Session, 7);
        await Sessions.OpenAsync(spectator, null, Second, Now, Now + Ttl);
        (await Sessions.FindFloorsAsync([Session.Game])).ShouldBe([0]);

        await Log.AppendAsync(Node, [Move("g", 100, seats: Seats(Ann))]);
        (await Sessions.FindFloorsAsync([Session.Game])).ShouldBe([7]);
    }

    [Fact]
    public async Task A_game_where_nobody_sits_has_the_floor_zero()
    {
        await Log.AppendAsync(Node, [Make("empty")]);

        (await Sessions.FindFloorsAsync([new GameId("empty")])).ShouldBe([0]);
        (await Sessions.FindFloorsAsync([new GameId("never made")])).ShouldBe([0]);
    }

    [Fact]
    public async Task The_sessions_of_a_game_are_listed_by_player_as_they_stand()
    {
        await Sessions.OpenAsync(OtherSession, null, Second, Now, Now + Ttl);
        await OpenAsync(null, First);
        await Sessions.OpenAsync(new SessionKey(new GameId("h"), Ann), null, Third, Now, Now + Ttl);
        await Sessions.AckAsync(Session, 7);
        await Sessions.TouchAsync(OtherSession, Now + 5, Now + Ttl + 5);

        (await Sessions.FindSessionsAsync(Session.Game)).ShouldBe([new StoredSession(Ann, 7, Now, Now + Ttl), new StoredSession(Bob, 0, Now + 5, Now + Ttl + 5)]);
        (await Sessions.FindSessionsAsync(new GameId("none"))).ShouldBeEmpty();
    }

    private Task<OpenedSession?> OpenAsync(TokenHash? presented, TokenHash issued) => Sessions.OpenAsync(Session, presented, issued, Now, Now + Ttl);

    private async Task ShouldAccept(params TokenHash[] tokens)
    {
        foreach (var token in tokens)
        {
            (await Sessions.FindByTokenAsync(token, Now)).ShouldBe(Session, token.Value);
        }
    }

    private async Task ShouldRefuse(params TokenHash[] tokens)
    {
        foreach (var token in tokens)
        {
            (await Sessions.FindByTokenAsync(token, Now)).ShouldBeNull(token.Value);
        }
    }

    [Fact]
    public async Task A_session_is_not_opened_on_another_incarnation_of_the_log()
    {
        await Should.ThrowAsync<LogForkedException>(() => Sessions.OpenAsync(Session, null, new TokenHash("t"), Now, Now + 1_000, "another"));
        (await Sessions.OpenAsync(Session, null, new TokenHash("t"), Now, Now + 1_000, await Log.ReadEpochAsync()))!.IsNew.ShouldBeTrue();
    }

    [Fact]
    public async Task An_ack_beyond_the_head_of_a_restored_log_is_one_of_all_there_is()
    {
        await Log.AppendAsync(Node, [Make("acked")]);
        SessionKey session = new(new("acked"), Ann);
        await Sessions.OpenAsync(session, null, new TokenHash("t"), Now, Now + 1_000);
        (await Sessions.AckAsync([new Ack(session, 20)])).ShouldBe([1]);
    }

    [Fact]
    public async Task Whoever_opens_a_session_is_told_the_head_of_its_game() => (await OpenAsync(null, First))!.Head.ShouldBe(100);

    private static void ShouldTell(OpenedSession? opened, bool isNew, long lastAck, long generation) =>
        (opened!.IsNew, opened.LastAck, opened.Generation).ShouldBe((isNew, lastAck, generation));
}
