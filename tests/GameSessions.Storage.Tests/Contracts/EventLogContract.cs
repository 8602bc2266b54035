using GameSessions.Clocks;
using GameSessions.Games;
using GameSessions.Hosting.Storage;
using GameSessions.Log;
using GameSessions.Wire;
using static GameSessions.Storage.Tests.Contracts.Sample;

namespace GameSessions.Storage.Tests.Contracts;

public abstract class EventLogContract<TStore> : Contract<TStore>
    where TStore : TestStore, new()
{
    private static readonly GameId Game = new("g");

    [Fact]
    public async Task A_new_game_is_found_as_it_was_made()
    {
        var creation = new GameCreation("draft", new RawJson("""{"format":"duel-5"}"""), TimeControl.Blitz, 77, [new SeatHolder(Blue, true, KeptFor: Ann), new SeatHolder(Red, false)]);

        (await AppendAsync(new Append(Game, 0, [Event(1), Event(2)], GameStatus.Waiting, null, Seats(Ann), creation))).ShouldBe(new AppendOutcome.Stored(2));

        var found = (await Log.FindAsync(Game)).ShouldNotBeNull();
        RawJson.From(found.Creation).ShouldBe(RawJson.From(creation));
        (found.Head, found.OldestKept, found.Snapshot).ShouldBe((2, 1, null));
    }

    [Fact]
    public async Task A_game_without_a_clock_is_found_without_one()
    {
        var make = Make("g");
        await AppendAsync(make with { Creation = make.Creation! with { TimeControl = null } });

        (await Log.FindAsync(Game))!.Creation.TimeControl.ShouldBeNull();
    }

    [Fact]
    public async Task Seats_at_the_creation_stay_what_they_were_whoever_sits_down()
    {
        await AppendAsync(Make("g", Seats(Ann)));
        await AppendAsync(Move("g", 1, seats: Seats(Ann, Bob)));

        (await Log.FindAsync(Game))!.Creation.Seats.ShouldBe(Seats());
    }

    [Fact]
    public async Task Events_come_back_as_they_were_written()
    {
        RecordedEvent[] events =
        [
            new(1, "joined", new RawJson("""{"name":"Zoë 😀","n":1.50}"""), Ann, new CommandId("c 1"), 5),
            new(2, "banned", RawJson.EmptyObject, Ann, new CommandId("c 1"), 5, [Blue, Red]),
            new(3, "flagFall", new RawJson("""{ "spaced" : "' quote" }"""), null, null, 6, []),
        ];
        await AppendAsync(Make("g") with { Events = events });

        RawJson.From(await Log.ReadAsync(Game, 0, 10)).ShouldBe(RawJson.From(events));
    }

    [Fact]
    public async Task A_command_of_an_earlier_handshake_is_not_stored_unless_it_was_before()
    {
        await AppendAsync(Make("g"));
        var session = new SessionKey(Game, Ann);
        await Sessions.OpenAsync(session, null, new TokenHash("a"), Now, Now + 1_000);
        (await AppendAsync(Move("g", 1, Ann, "one") with { Generation = 1 })).ShouldBe(new AppendOutcome.Stored(2));
        await Sessions.OpenAsync(session, null, new TokenHash("b"), Now, Now + 1_000);

        (await AppendAsync(Move("g", 2, Ann, "two") with { Generation = 1 })).ShouldBe(new AppendOutcome.Superseded());
        (await AppendAsync(Move("g", 2, Ann, "one") with { Generation = 1 })).ShouldBe(new AppendOutcome.Repeated(2, 1));
        (await AppendAsync(Move("g", 2, Ann, "two") with { Generation = 2 })).ShouldBe(new AppendOutcome.Stored(3));
        (await AppendAsync(Move("g", 3, Bob, "three") with { Generation = 1 })).ShouldBe(new AppendOutcome.Stored(4));
    }

    [Fact]
    public async Task Reading_starts_after_a_number_and_ends_at_a_limit()
    {
        await AppendAsync(Make("g"));
        await AppendAsync(Move("g", 1, count: 9));

        (await Log.ReadAsync(Game, 0, 3)).Select(e => e.Sequence).ShouldBe([1, 2, 3]);
        (await Log.ReadAsync(Game, 7, 100)).Select(e => e.Sequence).ShouldBe([8, 9, 10]);
        (await Log.ReadAsync(Game, 10, 100)).ShouldBeEmpty();
        (await Log.ReadAsync(Game, 11, 100)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_game_that_was_never_made_has_nothing()
    {
        (await Log.FindAsync(Game)).ShouldBeNull();
        (await Log.ReadAsync(Game, 0, 10)).ShouldBeEmpty();
        (await Log.FindCommandAsync(Game, Ann, new CommandId("c"))).ShouldBeNull();
        (await AppendAsync(Move("g", 0))).ShouldBe(new AppendOutcome.Behind(0));
        (await AppendAsync(Move("g", 4))).ShouldBe(new AppendOutcome.Behind(0));
        (await Log.FindAsync(Game)).ShouldBeNull();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task An_append_at_another_head_learns_the_head_and_writes_nothing(long expected)
    {
        await AppendAsync(Make("g", Seats(Ann), deadline: 500));
        await AppendAsync(Move("g", 1, deadline: 500));

        (await AppendAsync(Move("g", expected, Bob, "c", deadline: 9, status: GameStatus.Finished, seats: Seats(Bob)))).ShouldBe(new AppendOutcome.Behind(2));

        (await Log.FindAsync(Game))!.Head.ShouldBe(2);
        (await Log.ReadAsync(Game, 2, 10)).ShouldBeEmpty();
        (await Log.FindDueAsync(499, 10)).ShouldBeEmpty();
        (await Log.FindCommandAsync(Game, Bob, new CommandId("c"))).ShouldBeNull();
        (await Log.CountOpenAsync(Ann, "inbox")).ShouldBe(1);
        (await Log.CountOpenAsync(Bob, "inbox")).ShouldBe(0);
    }

    [Fact]
    public async Task A_game_is_made_once()
    {
        await AppendAsync(Make("g"));
        await AppendAsync(Move("g", 1));

        (await AppendAsync(Make("g", kind: "squad"))).ShouldBe(new AppendOutcome.Behind(2));
        (await Log.FindAsync(Game))!.Creation.Kind.ShouldBe("draft");
    }

    [Fact]
    public async Task Of_many_writers_at_one_head_exactly_one_is_stored()
    {
        await AppendAsync(Make("g"));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(() => AppendAsync(Move("g", 1, Ann, $"c{i}", count: 2)))));

        outcomes.OfType<AppendOutcome.Stored>().ShouldBe([new AppendOutcome.Stored(3)]);
        outcomes.OfType<AppendOutcome.Behind>().ShouldAllBe(behind => behind.Head == 3);
        (await Log.ReadAsync(Game, 0, 100)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Writers_that_read_on_and_try_again_leave_no_hole_and_lose_nothing()
    {
        await AppendAsync(Make("g"));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++)
            {
                var head = 1L;
                while (await AppendAsync(Move("g", head, Ann, $"{writer}/{i}")) is AppendOutcome.Behind behind)
                {
                    head = behind.Head;
                }
            }
        })));

        var events = await Log.ReadAsync(Game, 0, 1_000);
        events.Select(e => e.Sequence).ShouldBe(Enumerable.Range(1, 81).Select(i => (long)i));
        events.Skip(1).Select(e => e.CommandId).Distinct().Count().ShouldBe(80);
    }

    [Fact]
    public async Task A_repeated_command_gets_its_first_answer_whatever_head_and_content_it_has()
    {
        await AppendAsync(Make("g"));
        await AppendAsync(Move("g", 1, Ann, "c", count: 3));
        await AppendAsync(Move("g", 4));
        var first = new AppendOutcome.Repeated(2, 3);

        (await AppendAsync(Move("g", 5, Ann, "c", data: """{"other":true}"""))).ShouldBe(first);
        (await AppendAsync(Move("g", 1, Ann, "c", count: 3))).ShouldBe(first);
        (await AppendAsync(Move("g", 99, Ann, "c"))).ShouldBe(first);

        (await Log.FindAsync(Game))!.Head.ShouldBe(5);
    }

    [Fact]
    public async Task A_repeated_creation_gets_its_first_answer()
    {
        var make = Make("g") with { Events = [Event(1, Ann, "make"), Event(2, Ann, "make")] };
        await AppendAsync(make);

        (await AppendAsync(make)).ShouldBe(new AppendOutcome.Repeated(1, 2));
    }

    [Fact]
    public async Task Two_players_and_two_games_may_use_the_same_command_id()
    {
        await Log.AppendAsync(Node, [Make("g"), Make("h")]);

        (await AppendAsync(Move("g", 1, Ann, "c"))).ShouldBe(new AppendOutcome.Stored(2));
        (await AppendAsync(Move("g", 2, Bob, "c"))).ShouldBe(new AppendOutcome.Stored(3));
        (await AppendAsync(Move("h", 1, Ann, "c"))).ShouldBe(new AppendOutcome.Stored(2));
    }

    [Fact]
    public async Task A_command_of_the_server_repeats_as_well_and_what_nobody_commanded_never()
    {
        await AppendAsync(Make("g"));

        (await AppendAsync(Move("g", 1, null, "source:7"))).ShouldBe(new AppendOutcome.Stored(2));
        (await AppendAsync(Move("g", 2, null, "source:7"))).ShouldBe(new AppendOutcome.Repeated(2, 1));
        (await AppendAsync(Move("g", 2, Ann))).ShouldBe(new AppendOutcome.Stored(3));
        (await AppendAsync(Move("g", 3, Ann))).ShouldBe(new AppendOutcome.Stored(4));
    }

    [Fact]
    public async Task A_command_is_found_by_its_player_and_id()
    {
        await AppendAsync(Make("g"));
        await AppendAsync(Move("g", 1, Ann, "c", count: 2));

        (await Log.FindCommandAsync(Game, Ann, new CommandId("c"))).ShouldBe(new AppendOutcome.Repeated(2, 2));
        (await Log.FindCommandAsync(Game, Bob, new CommandId("c"))).ShouldBeNull();
        (await Log.FindCommandAsync(Game, Ann, new CommandId("C"))).ShouldBeNull();
        (await Log.FindCommandAsync(new GameId("h"), Ann, new CommandId("c"))).ShouldBeNull();
    }

    [Fact]
    public async Task Each_append_of_a_batch_has_its_own_outcome_in_order()
    {
        await Log.AppendAsync(Node, [Make("a"), Make("b"), Make("c"), Make("f")]);
        await Log.AppendAsync(Node, [Move("b", 1, Ann, "c"), Move("f", 1, count: 2)]);

        var outcomes = await Log.AppendAsync(Node, [Move("a", 1, count: 2), Move("b", 2, Ann, "c"), Move("c", 0), Make("d"), Make("f"), Move("e", 1)]);

        outcomes.ShouldBe(
        [
            new AppendOutcome.Stored(3),
            new AppendOutcome.Repeated(2, 1),
            new AppendOutcome.Behind(1),
            new AppendOutcome.Stored(1),
            new AppendOutcome.Behind(3),
            new AppendOutcome.Behind(0),
        ]);
    }

    [Fact]
    public async Task An_empty_batch_has_no_outcome() => (await Log.AppendAsync(Node, [])).ShouldBeEmpty();

    [Fact]
    public async Task Events_that_would_leave_a_hole_are_the_callers_fault_and_nothing_of_the_batch_is_written()
    {
        await AppendAsync(Make("g"));
        Append[] malformed =
        [
            Move("g", 1) with { Events = [Event(3)] },
            Move("g", 1) with { Events = [Event(2), Event(4)] },
            Move("g", 1) with { Events = [] },
            Make("h") with { ExpectedHead = 1, Events = [Event(2)] },
        ];

        foreach (var append in malformed)
        {
            await Should.ThrowAsync<InvalidOperationException>(() => Log.AppendAsync(Node, [Make("other"), append]));
        }

        (await Log.FindAsync(Game))!.Head.ShouldBe(1);
        (await Log.FindAsync(new GameId("other"))).ShouldBeNull();
    }

    [Fact]
    public async Task Of_two_snapshots_the_newer_is_kept()
    {
        await AppendAsync(Make("g"));
        await AppendAsync(Move("g", 1, count: 9));
        var five = new Snapshot(5, new RawJson("""{"at":5}"""));
        var eight = new Snapshot(8, new RawJson("""{"at":8}"""));

        await Log.SaveSnapshotAsync(Game, five);
        (await Log.FindAsync(Game))!.Snapshot.ShouldBe(five);
        await Log.SaveSnapshotAsync(Game, eight);
        (await Log.FindAsync(Game))!.Snapshot.ShouldBe(eight);
        await Log.SaveSnapshotAsync(Game, five);
        (await Log.FindAsync(Game))!.Snapshot.ShouldBe(eight);
    }

    [Fact]
    public async Task A_snapshot_of_events_that_are_not_stored_is_not_kept()
    {
        await AppendAsync(Make("g"));

        await Log.SaveSnapshotAsync(Game, new Snapshot(2, RawJson.EmptyObject));
        await Log.SaveSnapshotAsync(new GameId("h"), new Snapshot(1, RawJson.EmptyObject));

        (await Log.FindAsync(Game))!.Snapshot.ShouldBeNull();
        (await Log.FindAsync(new GameId("h"))).ShouldBeNull();
    }

    [Fact]
    public async Task A_log_has_an_epoch_that_stays()
    {
        var epoch = await Log.ReadEpochAsync();

        epoch.ShouldNotBeNullOrEmpty();
        (await Log.ReadEpochAsync()).ShouldBe(epoch);
    }

    private async Task<AppendOutcome> AppendAsync(Append append) => (await Log.AppendAsync(Node, [append])).ShouldHaveSingleItem();

    [Fact]
    public async Task What_was_decided_by_another_incarnation_of_the_log_is_not_stored()
    {
        var epoch = await Log.ReadEpochAsync();
        (await Log.AppendAsync(Node, [Make("g") with { Epoch = epoch }])).ShouldBe([new AppendOutcome.Stored(1)]);

        (await Log.AppendAsync(Node, [Move("g", 1) with { Epoch = "another" }, Make("h") with { Epoch = epoch }]))
            .ShouldBe([new AppendOutcome.Forked(), new AppendOutcome.Stored(1)]);

        (await Log.FindAsync(new("g")))!.Head.ShouldBe(1);
    }

    [Fact]
    public async Task What_follows_in_another_incarnation_of_the_log_is_not_read_as_if_it_followed_in_this_one()
    {
        await Log.AppendAsync(Node, [Make("g")]);
        (await Log.ReadAsync(new("g"), 0, 10, await Log.ReadEpochAsync())).Count.ShouldBe(1);
        await Should.ThrowAsync<LogForkedException>(() => Log.ReadAsync(new("g"), 0, 10, "another"));
    }

    [Fact]
    public async Task A_snapshot_of_another_incarnation_of_the_log_is_not_kept()
    {
        await Log.AppendAsync(Node, [Make("g")]);
        await Log.SaveSnapshotAsync(new("g"), new Snapshot(1, RawJson.EmptyObject), "another");
        (await Log.FindAsync(new("g")))!.Snapshot.ShouldBeNull();
        await Log.SaveSnapshotAsync(new("g"), new Snapshot(1, RawJson.EmptyObject), await Log.ReadEpochAsync());
        (await Log.FindAsync(new("g")))!.Snapshot.ShouldNotBeNull();
    }
}
