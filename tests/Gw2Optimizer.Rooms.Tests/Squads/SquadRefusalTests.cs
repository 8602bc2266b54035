using GameSessions.Games;
using GameSessions.Wire;

namespace Gw2Optimizer.Rooms.Tests.Squads;

/// <summary>The first refusal that applies is the one that is told.</summary>
public class SquadRefusalTests
{
    private static readonly string[] Commands = ["note", "signUp", "assign", "move", "clear", "compose", "lock", "unlock", "leave"];

    [Fact]
    public void Who_has_no_seat_is_no_player_whatever_is_sent()
    {
        var table = SquadTable.OfThree();
        foreach (var command in Commands.Append("fly"))
        {
            table.RefusalOf(new PlayerId("dan"), command).ShouldBe("NOT_A_PLAYER");
        }
    }

    [Fact]
    public void A_command_of_another_kind_is_unknown() => SquadTable.OfThree().RefusalOf(SquadTable.Bob, "ban").ShouldBe("UNKNOWN_COMMAND");

    [Theory]
    [InlineData("assign")]
    [InlineData("move")]
    [InlineData("clear")]
    [InlineData("compose")]
    [InlineData("lock")]
    [InlineData("unlock")]
    public void What_is_the_commanders_is_not_allowed_to_members_locked_or_not(string command)
    {
        var table = SquadTable.OfThree();
        table.RefusalOf(SquadTable.Bob, command).ShouldBe("NOT_ALLOWED");
        table.Accepted(SquadTable.Ann, "lock");
        table.RefusalOf(SquadTable.Bob, command).ShouldBe("NOT_ALLOWED");
    }

    [Fact]
    public void The_commander_cannot_leave() => SquadTable.OfThree().RefusalOf(SquadTable.Ann, "leave").ShouldBe("NOT_ALLOWED");

    [Theory]
    [InlineData("signUp")]
    [InlineData("assign")]
    [InlineData("move")]
    [InlineData("clear")]
    [InlineData("compose")]
    public void A_locked_room_refuses_before_it_looks_at_the_data(string command)
    {
        var table = SquadTable.OfThree();
        table.Accepted(SquadTable.Ann, "lock");
        table.RefusalOf(SquadTable.Ann, command, """{"slot":-1,"constraints":7}""").ShouldBe("LOCKED");
        table.RefusalOf(SquadTable.Ann, "leave").ShouldBe("NOT_ALLOWED");
    }

    [Theory]
    [InlineData("note", "{}", "BAD_DATA")]
    [InlineData("note", """{"text":""}""", "BAD_DATA")]
    [InlineData("note", """{"text":7}""", "BAD_DATA")]
    [InlineData("note", """{"text":null}""", "BAD_DATA")]
    [InlineData("note", """{"text":"a\u0000b"}""", "BAD_DATA")]
    [InlineData("note", """{"text":"a\u001bb"}""", "BAD_DATA")]
    [InlineData("signUp", "{}", "BAD_DATA")]
    [InlineData("signUp", """{"specializations":["Herald"]}""", "BAD_DATA")]
    [InlineData("signUp", """{"roles":["dps"]}""", "BAD_DATA")]
    [InlineData("signUp", """{"specializations":"Herald","roles":[]}""", "BAD_DATA")]
    [InlineData("signUp", """{"specializations":["Herald",null],"roles":[]}""", "BAD_DATA")]
    [InlineData("signUp", """{"specializations":["Nobody"],"roles":["carry"]}""", "BAD_DATA")]
    [InlineData("signUp", """{"specializations":["Nobody"],"roles":[7]}""", "BAD_DATA")]
    [InlineData("signUp", """{"specializations":["Herald","herald"],"roles":["dps"]}""", "UNKNOWN_SPECIALIZATION")]
    [InlineData("assign", "{}", "BAD_DATA")]
    [InlineData("assign", """{"slot":2}""", "BAD_DATA")]
    [InlineData("assign", """{"slot":2,"userId":null}""", "BAD_DATA")]
    [InlineData("assign", """{"slot":2,"userId":"cid","name":"Cid"}""", "BAD_DATA")]
    [InlineData("assign", """{"userId":"cid"}""", "BAD_DATA")]
    [InlineData("assign", """{"slot":0,"userId":"cid"}""", "BAD_DATA")]
    [InlineData("assign", """{"slot":6,"userId":"cid"}""", "BAD_DATA")]
    [InlineData("assign", """{"slot":1.5,"userId":"cid"}""", "BAD_DATA")]
    [InlineData("assign", """{"slot":4294967298,"userId":"cid"}""", "BAD_DATA")]
    [InlineData("assign", """{"slot":"2","userId":"cid"}""", "BAD_DATA")]
    [InlineData("assign", """{"slot":2,"userId":"dan"}""", "BAD_DATA")]
    [InlineData("assign", """{"slot":2,"userId":7}""", "BAD_DATA")]
    [InlineData("assign", """{"slot":2,"name":" "}""", "BAD_DATA")]
    [InlineData("assign", """{"slot":2,"name":"a\nb"}""", "BAD_DATA")]
    [InlineData("assign", """{"slot":2,"name":7}""", "BAD_DATA")]
    [InlineData("assign", """{"slot":2,"userId":"cid","specialization":7}""", "BAD_DATA")]
    [InlineData("assign", """{"slot":2,"userId":"cid","specialization":"Nobody","role":"carry"}""", "BAD_DATA")]
    [InlineData("assign", """{"slot":2,"userId":"cid","specialization":"Nobody","role":7}""", "BAD_DATA")]
    [InlineData("assign", """{"slot":2,"userId":"bob","specialization":"Nobody","role":"dps"}""", "UNKNOWN_SPECIALIZATION")]
    [InlineData("assign", """{"slot":2,"userId":"bob","specialization":"Herald","role":"dps"}""", "ALREADY_TAKEN")]
    [InlineData("move", "{}", "BAD_DATA")]
    [InlineData("move", """{"from":1}""", "BAD_DATA")]
    [InlineData("move", """{"from":1,"to":6}""", "BAD_DATA")]
    [InlineData("move", """{"from":0,"to":1}""", "BAD_DATA")]
    [InlineData("move", """{"from":1,"to":1}""", "BAD_DATA")]
    [InlineData("clear", "{}", "BAD_DATA")]
    [InlineData("clear", """{"slot":6}""", "BAD_DATA")]
    [InlineData("compose", """{"constraints":7}""", "BAD_DATA")]
    [InlineData("compose", """{"constraints":{}}""", "NOT_AVAILABLE")]
    [InlineData("compose", "{}", "NOT_AVAILABLE")]
    public void Bad_data_come_first_then_what_is_unknown_then_what_is_taken(string command, string data, string code)
    {
        var table = SquadTable.OfThree();
        table.Assign(1, SquadTable.Bob);
        var before = table.Now;
        table.RefusalOf(SquadTable.Ann, command, data).ShouldBe(code);
        table.Now.ShouldBe(before);
    }

    [Fact]
    public void A_name_has_a_hundred_characters_at_most()
    {
        var table = SquadTable.OfThree();
        table.Accepted(SquadTable.Ann, "assign", RawJson.From(new { slot = 1, name = string.Concat(Enumerable.Repeat("🛡", 100)) }).Text);
        table.RefusalOf(SquadTable.Ann, "assign", RawJson.From(new { slot = 1, name = new string('n', 101) }).Text).ShouldBe("BAD_DATA");
    }
}
