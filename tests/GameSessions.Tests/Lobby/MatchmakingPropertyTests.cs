using GameSessions.Clocks;
using GameSessions.Games;
using GameSessions.Lobby;

namespace GameSessions.Tests.Lobby;

/// <summary>Many players who come, go and finish in any order, while what events do is done late, in parts, and more than once.</summary>
public class MatchmakingPropertyTests
{
    private const int Players = 9;
    private const int Steps = 400;

    private static readonly TimeControl?[] Controls = [TimeControl.Blitz, TimeControl.Long];
    private static readonly PlayerId[] Everybody = [.. Enumerable.Range(0, Players).Select(i => new PlayerId($"p{i}"))];

    [Fact]
    public void Whatever_happens_nobody_is_matched_twice_at_once_and_nobody_is_forgotten()
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            var town = new Town();
            var random = new Random(seed);
            for (var step = 0; step < Steps; step++)
            {
                town.Now++;
                Step(town, random);
                ShouldBeInOrder(town, $"seed {seed}, step {step}");
            }

            town.Settle();
            ShouldBeSettled(town, $"seed {seed}");
        }
    }

    private static void Step(Town town, Random random)
    {
        var player = Everybody[random.Next(Players)];
        switch (random.Next(6))
        {
            case 0 or 1:
                town.Search(player, Controls[random.Next(Controls.Length)]);
                break;
            case 2:
                town.Leave(player);
                break;
            case 3 when town.Duels.FirstOrDefault(duel => duel.Status == GameStatus.Running) is { } duel:
                town.Finish(duel);
                break;
            default:
                if (town.Open.Count > 0)
                {
                    var effect = town.Open[random.Next(town.Open.Count)];
                    town.CarryOut(effect, atMost: random.Next(effect.Reactions.Count + 2));
                }

                break;
        }
    }

    private static void ShouldBeInOrder(Town town, string when)
    {
        var waiting = Controls.SelectMany(town.PlacesIn).Select(place => place.Player).ToList();
        waiting.Distinct().Count().ShouldBe(waiting.Count, when);
        var playing = town.Duels.Where(duel => duel.Status == GameStatus.Running).SelectMany(duel => duel.Seats).Select(holder => holder.Player).OfType<PlayerId>().ToList();
        playing.Distinct().Count().ShouldBe(playing.Count, when);
        waiting.Intersect(playing).ShouldBeEmpty(when);
    }

    private static void ShouldBeSettled(Town town, string when)
    {
        foreach (var control in Controls)
        {
            var queue = QueueRules.IdOf(Town.Kind, control);
            var line = new List<PlayerId>();
            foreach (var (_, happened) in town.History.Where(one => one.Game == queue))
            {
                switch (happened)
                {
                    case Entered entered:
                        line.Add(entered.Place.Player);
                        break;
                    case Withdrawn withdrawn:
                        line.Remove(withdrawn.Place.Player).ShouldBeTrue(when);
                        break;
                    case Paired paired:
                        paired.First.ShouldBe(line[0], when);
                        paired.Second.ShouldNotBe(paired.First, when);
                        line.RemoveAt(0);
                        break;
                }
            }

            town.PlacesIn(control).Select(place => place.Player).ShouldBe(line, when);
            line.Count.ShouldBeLessThan(2, when);
        }

        town.Duels.Count().ShouldBe(Controls.Sum(control => town.Happened<Paired>(QueueRules.IdOf(Town.Kind, control)).Count()), when);
        foreach (var player in Everybody)
        {
            var told = town.Happened<Matched>(InboxId.Matchmaking(player)).Select(matched => matched.GameId).ToList();
            told.ShouldBe(town.Duels.Where(duel => duel.SeatOf(player) is not null).Select(duel => duel.Id), ignoreOrder: true, when);
            town.Happened<Notified>(InboxId.Notifications(player)).Count().ShouldBe(told.Count, when);

            var places = Controls.SelectMany(control => town.PlacesIn(control).Select(place => (control, place))).Where(one => one.place.Player == player).ToList();
            var wish = town.SearchOf(player).Wish;
            places.Select(one => one.control).ShouldBe(wish is null ? [] : [wish.TimeControl], when);
            places.ShouldAllBe(one => one.place.Ticket == town.Find(InboxId.Matchmaking(player))!.Head);
        }
    }
}
