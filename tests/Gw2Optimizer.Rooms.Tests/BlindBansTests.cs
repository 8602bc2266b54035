using GameSessions.Games;
using Gw2Optimizer.Rooms.Drafts;

namespace Gw2Optimizer.Rooms.Tests;

public class BlindBansTests
{
    private const string Blind = """{"blindBans": true}""";
    private static readonly Seat Blue = DraftSeats.Blue;
    private static readonly Seat Red = DraftSeats.Red;

    [Fact]
    public void A_ban_is_seen_by_its_own_seat_only()
    {
        var table = Table.Started(Blind);

        var banned = table.Ban(Table.Blue, "Firebrand").ShouldHaveSingleItem();

        banned.IsVisibleTo(Blue).ShouldBeTrue();
        banned.IsVisibleTo(Red).ShouldBeFalse();
        banned.IsVisibleTo(seat: null).ShouldBeFalse();
        table.Bans(Blue, "blue").ShouldBe(["Firebrand"]);
        table.Available(Blue).ShouldNotContain("Firebrand");
        foreach (var other in new Seat?[] { Red, null })
        {
            table.Bans(other, "blue").ShouldBeEmpty();
            table.Available(other).ShouldContain("Firebrand");
            table.View(other).GetProperty("step").GetInt32().ShouldBe(1);
            table.View(other).GetRawText().Split("Firebrand").Length.ShouldBe(2);
        }
    }

    [Fact]
    public void The_other_seats_next_ban_reveals_it()
    {
        var table = Table.Started(Blind);
        var hidden = table.Ban(Table.Blue, "Firebrand").Single();

        var events = table.Ban(Table.Red, "Herald");

        events.Select(recorded => recorded.Type).ShouldBe(["banned", "revealed"]);
        events[0].IsVisibleTo(Blue).ShouldBeFalse();
        events[1].Audience.ShouldBeNull();
        var revealed = events[1].Data.Parse();
        revealed.GetProperty("sequence").GetInt64().ShouldBe(hidden.Sequence);
        revealed.GetProperty("type").GetString().ShouldBe(hidden.Type);
        revealed.GetProperty("data").GetRawText().ShouldBe(hidden.Data.Text);
        table.Bans(Red, "blue").ShouldBe(["Firebrand"]);
        table.Available(Red).ShouldNotContain("Firebrand");
        table.Bans(Blue, "red").ShouldBeEmpty();
        table.Available(Blue).ShouldContain("Herald");
    }

    [Fact]
    public void The_last_ban_is_open_and_reveals_what_is_left()
    {
        var table = Table.Started(Blind);
        table.Ban(Table.Blue, "Firebrand");
        table.Ban(Table.Red, "Herald");
        var third = table.Ban(Table.Blue, "Scourge");
        var fourth = table.Ban(Table.Red, "Tempest");

        third.Select(recorded => recorded.Type).ShouldBe(["banned", "revealed"]);
        fourth.Select(recorded => recorded.Type).ShouldBe(["banned", "revealed"]);
        fourth[0].Audience.ShouldBeNull();
        fourth[1].Data.Parse().GetProperty("sequence").GetInt64().ShouldBe(third[0].Sequence);
        foreach (var seat in new Seat?[] { Blue, Red, null })
        {
            table.Bans(seat, "blue").ShouldBe(["Firebrand", "Scourge"]);
            table.Bans(seat, "red").ShouldBe(["Herald", "Tempest"]);
            table.Available(seat).Length.ShouldBe(32);
        }
    }

    [Theory]
    [InlineData("duel-5")]
    [InlineData("duel-10")]
    public void Every_hidden_ban_is_revealed_exactly_once_before_the_first_pick(string format)
    {
        var table = Table.Started($$"""{"format": "{{format}}", "blindBans": true}""");
        table.Play();

        var hidden = table.Log.Where(recorded => recorded.Audience is not null).Select(recorded => recorded.Sequence).ToArray();
        var revealed = table.Log.Where(recorded => recorded.Type == "revealed").ToArray();
        hidden.Length.ShouldBe(DraftFormat.Named(format)!.LastBan);
        revealed.Select(recorded => recorded.Data.Parse().GetProperty("sequence").GetInt64()).ShouldBe(hidden);
        revealed.ShouldAllBe(recorded => recorded.Sequence < table.Log.First(first => first.Type == "picked").Sequence);
    }

    [Fact]
    public void The_same_ban_by_both_is_allowed_and_counts_once()
    {
        var table = Table.Started(Blind);
        table.Ban(Table.Blue, "Firebrand");
        table.Ban(Table.Red, "Firebrand");
        table.Ban(Table.Blue, "Scourge");
        table.Ban(Table.Red, "Scourge");

        table.Bans(viewer: null, "blue").ShouldBe(["Firebrand", "Scourge"]);
        table.Bans(viewer: null, "red").ShouldBe(["Firebrand", "Scourge"]);
        table.Available(viewer: null).Length.ShouldBe(34);
        table.RefusalOf(Table.Blue, "pick", """{"specialization":"Scourge","role":"dps"}""").ShouldBe("ALREADY_TAKEN");

    }

    [Fact]
    public void A_ban_that_is_known_cannot_be_repeated()
    {
        var table = Table.Started(Blind);
        table.Ban(Table.Blue, "Firebrand");
        table.Ban(Table.Red, "Herald");

        table.RefusalOf(Table.Blue, "ban", """{"specialization":"Firebrand"}""").ShouldBe("ALREADY_TAKEN");
        table.Ban(Table.Blue, "Herald");
        table.RefusalOf(Table.Red, "ban", """{"specialization":"Firebrand"}""").ShouldBe("ALREADY_TAKEN");
    }

    [Fact]
    public void Without_the_option_nothing_is_hidden()
    {
        var table = Table.Started();
        table.Play();

        table.Log.ShouldAllBe(recorded => recorded.Audience == null && recorded.Type != "revealed");
    }

    [Fact]
    public void Resigning_reveals_nothing()
    {
        var table = Table.Started(Blind);
        table.Ban(Table.Blue, "Firebrand");

        table.Resign(Table.Red).Select(recorded => recorded.Type).ShouldBe(["resigned", "finished"]);
        table.Bans(Red, "blue").ShouldBeEmpty();
    }
}
