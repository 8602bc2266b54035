using System.Text.Json;
using GameSessions.Games;
using GameSessions.Log;
using GameSessions.Wire;
using Gw2Optimizer.Rooms.Squads;

namespace Gw2Optimizer.Rooms.Tests.Squads;

public class SquadTests
{
    private static PlayerId Ann => SquadTable.Ann;

    private static PlayerId Bob => SquadTable.Bob;

    private static PlayerId Cid => SquadTable.Cid;

    [Fact]
    public void It_runs_as_soon_as_the_commander_sits()
    {
        var table = SquadTable.With("""{"mode": "fractal", "size": 2}""");
        table.Log.Select(recorded => recorded.Type).ShouldBe(["joined", "started"]);
        table.Now.Status.ShouldBe(GameStatus.Running);
        table.View().ShouldBe(
            """{"mode":"fractal","size":2,"commander":"ann","locked":false,"slots":[{"slot":1,"userId":null,"name":null,"specialization":null,"role":null},{"slot":2,"userId":null,"name":null,"specialization":null,"role":null}],"members":[],"notes":[]}""");
    }

    [Fact]
    public void Everybody_sees_the_same()
    {
        var table = SquadTable.OfThree();
        table.View(SquadSeats.Commander).ShouldBe(table.View());
        table.View(SquadSeats.Member(1)).ShouldBe(table.View());
    }

    [Fact]
    public void Who_joins_is_a_member_who_has_not_signed_up()
    {
        var table = SquadTable.OfThree();
        table.Now.SeatOf(Bob).ShouldBe(SquadSeats.Member(1));
        table.State("members").GetRawText().ShouldBe("""[{"userId":"bob","specializations":[],"roles":[]},{"userId":"cid","specializations":[],"roles":[]}]""");
    }

    [Fact]
    public void Anyone_seated_notes_and_the_last_fifty_are_kept()
    {
        var table = SquadTable.OfThree();
        table.Accepted(Bob, "note", """{"text":"  at the gate\n"}""").Data.Text.ShouldBe("""{"seat":"member-1","userId":"bob","text":"  at the gate\n"}""");
        table.State("notes").GetRawText().ShouldBe("""[{"userId":"bob","text":"  at the gate\n","at":1000}]""");
        for (var i = 1; i <= 50; i++)
        {
            table.Clock++;
            table.Accepted(Ann, "note", $$"""{"text":"note {{i}}"}""");
        }

        table.Room.Notes.Select(note => note.Text).ShouldBe(Enumerable.Range(1, 50).Select(i => $"note {i}"));
        table.Room.Notes[^1].ShouldBe(new SquadNote(Ann, "note 50", 1_050));
    }

    [Fact]
    public void A_note_of_five_hundred_emoji_has_five_hundred_characters()
    {
        var table = SquadTable.OfThree();
        table.Accepted(Ann, "note", RawJson.From(new { text = string.Concat(Enumerable.Repeat("🛡", 500)) }).Text);
        table.RefusalOf(Ann, "note", RawJson.From(new { text = string.Concat(Enumerable.Repeat("🛡", 501)) }).Text).ShouldBe("BAD_DATA");
    }

    [Fact]
    public void A_sign_up_replaces_the_one_before_and_names_each_thing_once()
    {
        var table = SquadTable.OfThree();
        table.Accepted(Bob, "signUp", """{"specializations":["Herald"],"roles":[]}""");
        table.Accepted(Bob, "signUp", """{"specializations":["Firebrand","Herald","Firebrand"],"roles":["Heal","healer","dps"]}""").Data.Text
            .ShouldBe("""{"seat":"member-1","userId":"bob","specializations":["Firebrand","Herald"],"roles":["healer","dps"]}""");
        table.State("members")[0].GetRawText().ShouldBe("""{"userId":"bob","specializations":["Firebrand","Herald"],"roles":["healer","dps"]}""");
        table.Accepted(Bob, "signUp", """{"specializations":[],"roles":[]}""");
        table.State("members")[0].GetRawText().ShouldBe("""{"userId":"bob","specializations":[],"roles":[]}""");
    }

    [Fact]
    public void The_commander_may_play_too()
    {
        var table = SquadTable.OfThree();
        table.Accepted(Ann, "signUp", """{"specializations":["Scourge"],"roles":["dps"]}""");
        table.Room.Members.Select(member => member.UserId).ShouldBe([Bob, Cid, Ann]);
        table.Assign(1, Ann);
        table.Room.Slots[0].UserId.ShouldBe(Ann);
    }

    [Theory]
    [InlineData("""{"slot":2,"userId":"bob","specialization":"Firebrand","role":"heal"}""", """{"slot":2,"userId":"bob","name":null,"specialization":"Firebrand","role":"healer"}""")]
    [InlineData("""{"slot":2.0,"name":"  Zoë of Rata Sum ","role":"dps"}""", """{"slot":2,"userId":null,"name":"Zoë of Rata Sum","specialization":null,"role":"dps"}""")]
    [InlineData("""{"slot":2,"userId":"bob","name":null,"specialization":null,"role":null}""", """{"slot":2,"userId":"bob","name":null,"specialization":null,"role":null}""")]
    public void The_commander_assigns_a_slot(string data, string slot)
    {
        var table = SquadTable.OfThree();
        table.Accepted(Ann, "assign", data).Data.Text.ShouldBe(slot);
        table.State("slots")[1].GetRawText().ShouldBe(slot);
    }

    [Fact]
    public void Assigning_replaces_what_the_slot_held()
    {
        var table = SquadTable.OfThree();
        table.Assign(1, Bob);
        table.Accepted(Ann, "assign", """{"slot":1,"userId":"bob","specialization":"Herald"}""");
        table.Room.Slots[0].ShouldBe(new SquadSlot(1, Bob, null, "Herald", null));
        table.Assign(1, Cid);
        table.Room.Slots[0].UserId.ShouldBe(Cid);
        table.Assign(2, Bob);
    }

    [Fact]
    public void A_user_has_one_slot_at_most()
    {
        var table = SquadTable.OfThree();
        table.Assign(1, Bob);
        table.RefusalOf(Ann, "assign", """{"slot":2,"userId":"bob"}""").ShouldBe("ALREADY_TAKEN");
        table.Accepted(Ann, "clear", """{"slot":1}""");
        table.Assign(2, Bob);
    }

    [Fact]
    public void Moving_exchanges_two_slots()
    {
        var table = SquadTable.OfThree();
        table.Assign(1, Bob);
        table.Accepted(Ann, "assign", """{"slot":4,"name":"Zoe","role":"tank"}""");
        table.Accepted(Ann, "move", """{"from":1,"to":4}""").Data.Text.ShouldBe("""{"from":1,"to":4}""");
        table.Room.Slots[3].ShouldBe(new SquadSlot(4, Bob, null, "Firebrand", "healer"));
        table.Room.Slots[0].ShouldBe(new SquadSlot(1, null, "Zoe", null, "tank"));
        table.Accepted(Ann, "move", """{"from":4,"to":5}""");
        table.Room.Slots[3].ShouldBe(SquadSlot.Empty(4));
        table.Room.Slots[4].UserId.ShouldBe(Bob);
    }

    [Fact]
    public void Clearing_empties_a_slot_and_does_no_harm_twice()
    {
        var table = SquadTable.OfThree();
        table.Assign(3, Bob);
        table.Accepted(Ann, "clear", """{"slot":3}""").Data.Text.ShouldBe("""{"slot":3}""");
        table.Room.Slots[2].ShouldBe(SquadSlot.Empty(3));
        table.Accepted(Ann, "clear", """{"slot":3}""");
        table.Room.Slots[2].ShouldBe(SquadSlot.Empty(3));
    }

    [Fact]
    public void What_the_solver_composed_replaces_the_slots_it_names()
    {
        var table = SquadTable.OfThree(size: 3);
        table.Assign(2, Bob);
        var after = table.Room.After(new Composed([new SquadSlot(3, null, null, "Scourge", "dps"), new SquadSlot(1, null, null, "Herald", "boon_support")]), at: 1);
        after.Slots.ShouldBe([new SquadSlot(1, null, null, "Herald", "boon_support"), table.Room.Slots[1], new SquadSlot(3, null, null, "Scourge", "dps")]);
    }

    [Fact]
    public void What_was_taken_while_the_solver_thought_stays_taken()
    {
        var table = SquadTable.OfThree(size: 3);
        table.Assign(2, Bob);
        var found = new ComposeFindings.Filled([.. Enumerable.Range(1, 3).Select(slot => new SquadSlot(slot, null, null, "Scourge", "strip"))]);
        var composed = table.Compose(found).ShouldBeOfType<Ruling.Accepted>().Events.ShouldHaveSingleItem();
        composed.Type.ShouldBe("composed");
        table.Room.Slots.Select(slot => slot.Specialization).ShouldBe(["Scourge", "Firebrand", "Scourge"]);
        table.Compose(found).ShouldBeOfType<Ruling.Refused>().Refusal.Code.ShouldBe("NOT_AVAILABLE");
    }

    [Fact]
    public void What_the_solver_refuses_is_refused()
    {
        var table = SquadTable.OfThree(size: 3);
        table.Compose(new ComposeFindings.Refused(Refusal.BadData("constraints.pool: wrong."))).ShouldBeOfType<Ruling.Refused>().Refusal.Code.ShouldBe("BAD_DATA");
        table.Room.Slots.ShouldAllBe(slot => slot.IsFree());
    }

    [Fact]
    public void A_locked_room_stands_still_but_people_talk_and_go()
    {
        var table = SquadTable.OfThree();
        table.Accepted(Ann, "lock").Data.Text.ShouldBe("{}");
        table.State("locked").GetBoolean().ShouldBeTrue();
        table.Do(new Join(new PlayerId("dan"), Seat: null)).ShouldBeOfType<Ruling.Refused>().Refusal.ShouldBe(Refusal.Locked);
        table.Do(new Join(Bob, Seat: null)).ShouldBeOfType<Ruling.Accepted>().Events.ShouldBeEmpty();
        table.Accepted(Bob, "note", """{"text":"ready"}""");
        table.Accepted(Cid, "leave");
        table.Accepted(Ann, "lock");
        table.Accepted(Ann, "unlock").Data.Text.ShouldBe("{}");
        table.State("locked").GetBoolean().ShouldBeFalse();
        table.Join(Cid);
    }

    [Fact]
    public void Who_leaves_frees_the_seat_takes_the_sign_up_along_and_leaves_the_plan()
    {
        var table = SquadTable.OfThree();
        table.Accepted(Bob, "signUp", """{"specializations":["Firebrand"],"roles":["healer"]}""");
        table.Accepted(Bob, "note", """{"text":"bye"}""");
        table.Assign(1, Bob);
        table.Accepted(Bob, "leave").Data.Text.ShouldBe("""{"seat":"member-1","userId":"bob"}""");
        table.Room.Members.Select(member => member.UserId).ShouldBe([Cid]);
        table.Room.Slots[0].ShouldBe(new SquadSlot(1, null, null, "Firebrand", "healer"));
        table.Room.Notes.ShouldHaveSingleItem().UserId.ShouldBe(Bob);
        table.RefusalOf(Bob, "note", """{"text":"x"}""").ShouldBe("NOT_A_PLAYER");
        table.RefusalOf(Ann, "assign", """{"slot":1,"userId":"bob"}""").ShouldBe("BAD_DATA");

        table.Join(new PlayerId("dan"));
        table.Now.SeatOf(new PlayerId("dan")).ShouldBe(SquadSeats.Member(1));
        table.Join(Bob);
        table.Now.SeatOf(Bob).ShouldBe(SquadSeats.Member(3));
        table.Room.Members[^1].UserId.ShouldBe(Bob);
        table.Room.Members[^1].Roles.ShouldBeEmpty();
    }

    [Fact]
    public void Fifty_members_fill_it()
    {
        var table = SquadTable.With("""{"size": 1}""", Enumerable.Range(1, 50).Select(number => new PlayerId($"p{number}")));
        table.Do(new Join(Bob, Seat: null)).ShouldBeOfType<Ruling.Refused>().Refusal.ShouldBe(Refusal.GameFull);
        table.Accepted(new PlayerId("p7"), "leave");
        table.Join(Bob);
        table.Now.SeatOf(Bob).ShouldBe(SquadSeats.Member(7));
    }

    [Fact]
    public void Every_event_of_the_kind_survives_its_json()
    {
        var events = new SquadRules().Events;
        GameEvent[] each =
        [
            new Noted(SquadSeats.Commander, Ann, "a\n\"b\" 🛡"), new SignedUp(SquadSeats.Member(1), Bob, ["Herald"], ["dps"]), new Assigned(1, Bob, null, "Herald", null),
            new Assigned(2, null, "Zoe", null, "tank"), new Moved(1, 2), new Cleared(1), new Composed([new SquadSlot(1, null, null, "Herald", "dps")]), new Locked(), new Unlocked(),
        ];
        events.Names.Count.ShouldBe(each.Select(happened => happened.GetType()).Distinct().Count() + 6);
        foreach (var happened in each)
        {
            var written = EventCodec.Encode(happened);
            var read = events.Decode(new RecordedEvent(1, events.NameOf(happened), written, null, null, 0));
            read.ShouldBeOfType(happened.GetType());
            EventCodec.Encode(read).ShouldBe(written);
        }
    }

    [Fact]
    public void The_state_has_the_names_that_clients_know()
    {
        var table = SquadTable.OfThree();
        table.Accepted(Bob, "note", """{"text":"x"}""");
        Names(JsonElement.Parse(table.View())).ShouldBe(["mode", "size", "commander", "locked", "slots", "members", "notes"]);
        Names(table.State("slots")[0]).ShouldBe(["slot", "userId", "name", "specialization", "role"]);
        Names(table.State("members")[0]).ShouldBe(["userId", "specializations", "roles"]);
        Names(table.State("notes")[0]).ShouldBe(["userId", "text", "at"]);
    }

    private static IEnumerable<string> Names(JsonElement value) => value.EnumerateObject().Select(property => property.Name);
}
