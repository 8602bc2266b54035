using System.Text.Json;
using GameSessions.Games;
using GameSessions.Log;
using Gw2Optimizer.Rooms.Drafts;

namespace Gw2Optimizer.Rooms.Tests;

public class DraftTests
{
    private const string Nothing = "{}";

    [Theory]
    [InlineData(70.126, 40, "blue")]
    [InlineData(40, 70.126, "red")]
    [InlineData(50, 50, null)]
    public void A_complete_draft_is_won_by_the_better_squad(double blue, double red, string? winner)
    {
        var table = Table.Started(rate: picks => picks[4].Seat == DraftSeats.Blue ? blue : red);
        table.Play();
        var finished = table.Room.Result!;
        (finished.Winner?.Name, finished.Reason).ShouldBe((winner, "complete"));
        finished.Scores!.Value.Parse().GetProperty("blue").GetDouble().ShouldBe(Math.Round(blue, 2));
        finished.Scores!.Value.Parse().GetProperty("red").GetDouble().ShouldBe(Math.Round(red, 2));
    }

    [Fact]
    public void It_starts_when_the_second_captain_sits_and_blues_clock_runs()
    {
        var table = Table.Started();

        table.Log.Select(recorded => recorded.Type).ShouldBe(["joined", "joined", "started"]);
        table.Now.Clock!.Turn!.Seat.ShouldBe(DraftSeats.Blue);
    }

    [Fact]
    public void The_state_has_the_shape_that_clients_know()
    {
        var table = Table.Started();
        table.Ban(Table.Blue, "Firebrand");

        var view = table.View(seat: null);

        view.EnumerateObject().Select(property => property.Name).ShouldBe(["format", "step", "next", "bans", "picks", "available", "result"]);
        view.GetProperty("step").GetInt32().ShouldBe(1);
        view.GetProperty("next").GetRawText().ShouldBe("""{"seat":"red","action":"ban"}""");
        view.GetProperty("bans").GetRawText().ShouldBe("""{"blue":["Firebrand"],"red":[]}""");
        view.GetProperty("picks").GetRawText().ShouldBe("""{"blue":[],"red":[]}""");
        view.GetProperty("result").ValueKind.ShouldBe(JsonValueKind.Null);
        table.Available(viewer: null).ShouldBe(Specializations.Elite.Select(elite => elite.Name).Where(name => name != "Firebrand"));
    }

    [Fact]
    public void A_pick_is_stored_with_the_roles_canonical_name()
    {
        var table = Table.Started();
        table.Play(4);

        var picked = table.Pick(Table.Blue, "Firebrand", "BoonShare").ShouldHaveSingleItem().Data.Parse();

        picked.GetProperty("seat").GetString().ShouldBe("blue");
        picked.GetProperty("specialization").GetString().ShouldBe("Firebrand");
        picked.GetProperty("role").GetString().ShouldBe("boon_support");
        picked.GetProperty("lagMs").GetInt32().ShouldBe(0);
        picked.GetProperty("allowanceMs").GetInt32().ShouldBe(0);
        table.View(seat: null).GetProperty("picks").GetProperty("blue").GetRawText().ShouldBe("""[{"specialization":"Firebrand","role":"boon_support"}]""");
    }

    [Theory]
    [InlineData("duel-5", 14)]
    [InlineData("duel-10", 28)]
    public void A_completed_draft_is_finished_without_a_winner(string format, int steps)
    {
        var table = Table.Started($$"""{"format": "{{format}}"}""");
        table.Play();

        table.Log[^1].Type.ShouldBe("finished");
        table.Log[^1].Data.Text.ShouldBe("""{"winner":null,"reason":"complete","scores":null}""");
        table.Log[^1].CommandId.ShouldBe(table.Log[^2].CommandId);
        table.Now.Status.ShouldBe(GameStatus.Finished);
        table.Now.Clock!.Turn.ShouldBeNull();

        var view = table.View(DraftSeats.Red);
        view.GetProperty("step").GetInt32().ShouldBe(steps);
        view.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        view.GetProperty("result").GetRawText().ShouldBe("""{"winner":null,"reason":"complete","scores":null}""");
        table.Available(DraftSeats.Red).Length.ShouldBe(36 - steps);
    }

    [Fact]
    public void The_clock_of_whoever_is_due_runs_and_each_step_brings_an_increment()
    {
        var table = Table.Started();
        while (table.Room.Due() is { } due)
        {
            table.Now.Clock!.Turn!.Seat.ShouldBe(due.Seat);
            table.Now.Clock.Turn.StartedAt.ShouldBe(table.Clock);
            table.Clock += 3_000;
            table.Play(1);
        }

        table.Now.Clock!.Times.Select(time => time.RemainingMs).ShouldBe([600_000 - (7 * 2_000), 600_000 - (7 * 2_000)]);
    }

    [Fact]
    public void Resigning_out_of_turn_gives_the_game_to_the_other_seat()
    {
        var table = Table.Started();

        table.Resign(Table.Red).Select(recorded => (recorded.Type, recorded.Data.Text)).ShouldBe(
        [
            ("resigned", """{"seat":"red"}"""),
            ("finished", """{"winner":"blue","reason":"resigned","scores":null}"""),
        ]);
        table.View(seat: null).GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        table.RefusalOf(Table.Blue, "ban", """{"specialization":"Firebrand"}""").ShouldBe("GAME_OVER");
    }

    [Fact]
    public void A_fallen_flag_gives_the_game_to_the_other_seat()
    {
        var table = Table.Started();
        table.Clock = table.Now.Clock!.Deadline!.Value;
        table.Do(new FallFlag(DraftSeats.Blue));

        table.Log[^2].Type.ShouldBe("flagFall");
        table.Log[^1].Data.Text.ShouldBe("""{"winner":"red","reason":"flag","scores":null}""");
    }

    [Theory]
    [InlineData("red", "pick", Nothing, "NOT_ALLOWED")]
    [InlineData("blue", "pick", """{"specialization":"Herald","role":"dps"}""", "NOT_ALLOWED")]
    [InlineData("red", "ban", Nothing, "NOT_YOUR_TURN")]
    [InlineData("blue", "ban", Nothing, "BAD_DATA")]
    [InlineData("blue", "ban", """{"specialization":7}""", "BAD_DATA")]
    [InlineData("blue", "ban", """{"specialization":"herald"}""", "UNKNOWN_SPECIALIZATION")]
    [InlineData("blue", "ban", """{"specialization":"Death Magic"}""", "UNKNOWN_SPECIALIZATION")]
    [InlineData("blue", "ban", """{"specialization":"Tempest"}""", "ALREADY_TAKEN")]
    [InlineData("blue", "ban", """{"specialization":"Paragon"}""", "NOT_AVAILABLE")]
    public void A_ban_is_refused_for_the_first_reason_that_applies(string seat, string name, string data, string code)
    {
        var table = Table.Started(WithoutParagon());
        table.Ban(Table.Blue, "Tempest");
        table.Ban(Table.Red, "Weaver");

        var before = table.Now;
        table.RefusalOf(seat == "blue" ? Table.Blue : Table.Red, name, data).ShouldBe(code);
        table.Now.ShouldBe(before);
    }

    [Theory]
    [InlineData("red", "ban", Nothing, "NOT_ALLOWED")]
    [InlineData("red", "pick", Nothing, "NOT_YOUR_TURN")]
    [InlineData("blue", "pick", """{"specialization":"Nobody"}""", "BAD_DATA")]
    [InlineData("blue", "pick", """{"specialization":"Nobody","role":"carry"}""", "BAD_DATA")]
    [InlineData("blue", "pick", """{"specialization":"Nobody","role":null}""", "BAD_DATA")]
    [InlineData("blue", "pick", """{"role":"dps"}""", "BAD_DATA")]
    [InlineData("blue", "pick", """{"specialization":"Nobody","role":"dps"}""", "UNKNOWN_SPECIALIZATION")]
    [InlineData("blue", "pick", """{"specialization":"Tempest","role":"dps"}""", "ALREADY_TAKEN")]
    [InlineData("blue", "pick", """{"specialization":"Paragon","role":"dps"}""", "NOT_AVAILABLE")]
    public void A_pick_is_refused_for_the_first_reason_that_applies(string seat, string name, string data, string code)
    {
        var table = Table.Started(WithoutParagon());
        table.Play(4);

        table.RefusalOf(seat == "blue" ? Table.Blue : Table.Red, name, data).ShouldBe(code);
    }

    [Fact]
    public void What_one_seat_picked_is_gone_for_the_other()
    {
        var table = Table.Started();
        table.Play(4);
        table.Pick(Table.Blue, "Firebrand");

        table.RefusalOf(Table.Red, "pick", """{"specialization":"Firebrand","role":"dps"}""").ShouldBe("ALREADY_TAKEN");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"blindBans": true}""")]
    [InlineData("""{"format": "duel-10", "blindBans": true}""")]
    public void At_every_step_the_log_and_the_snapshot_rebuild_the_same_game(string options)
    {
        var table = Table.Started(options);
        var rules = new DraftRules();
        do
        {
            foreach (var rebuilt in new[] { table.Replayed(), table.Reloaded() })
            {
                rebuilt.TakeSnapshot(rules).ShouldBe(table.Now.TakeSnapshot(rules));
                foreach (var seat in new Seat?[] { DraftSeats.Blue, DraftSeats.Red, null })
                {
                    rules.View((Draft)rebuilt.Room, seat).ShouldBe(rules.View(table.Room, seat));
                }
            }

            table.Play(1);
        }
        while (table.Now.Status == GameStatus.Running);

        table.Reloaded().TakeSnapshot(rules).ShouldBe(table.Now.TakeSnapshot(rules));
    }

    [Fact]
    public void Every_event_of_the_kind_survives_its_json()
    {
        var events = new DraftRules().Events;
        GameEvent[] each = [new Banned(DraftSeats.Blue, "Herald") { LagMs = 3, Audience = [DraftSeats.Blue] }, new Picked(DraftSeats.Red, "Weaver", "dps"), new Resigned(DraftSeats.Red), new Revealed(4, "banned", new("""{"a":1}"""))];

        events.Names.Count.ShouldBe(each.Length + 6);
        foreach (var happened in each)
        {
            events.Decode(new RecordedEvent(1, events.NameOf(happened), EventCodec.Encode(happened), null, null, 0, happened.Audience)).ShouldBe(happened);
        }
    }

    private static string WithoutParagon() =>
        $$"""{"pool": {{JsonSerializer.Serialize(Specializations.Elite.Select(elite => elite.Name).Where(name => name != "Paragon"))}}}""";
}
