using GameSessions.Games;
using GameSessions.Wire;

namespace Gw2Optimizer.Rooms.Tests.Squads;

/// <summary>What holds after any commands of anybody.</summary>
public class SquadPropertyTests
{
    private const int Commands = 800;

    private static readonly PlayerId[] People = [SquadTable.Ann, .. Enumerable.Range(1, 6).Select(number => new PlayerId($"p{number}"))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void After_any_commands_the_room_is_whole(int seed)
    {
        var random = new Random(seed);
        var table = SquadTable.With($$"""{"size": {{random.Next(3, 6)}}}""");
        for (var i = 0; i < Commands; i++)
        {
            table.Clock += random.Next(3);
            var player = random.Next(2) == 0 ? SquadTable.Ann : People[random.Next(People.Length)];
            _ = random.Next(8) == 0 ? table.Do(new Join(player, Seat: null)) : table.Do(player, Any(random, "note", "signUp", "assign", "assign", "assign", "move", "move", "clear", "compose", "lock", "unlock", "unlock", "leave"), AnyData(random));

            var room = table.Room;
            room.Slots.Select(slot => slot.Slot).ShouldBe(Enumerable.Range(1, room.Size));
            var holders = room.Slots.Where(slot => slot.UserId is not null).Select(slot => slot.UserId!.Value).ToList();
            holders.ShouldBeUnique();
            holders.ShouldAllBe(user => table.Now.SeatOf(user) != null);
            room.Slots.ShouldAllBe(slot => slot.UserId == null || slot.Name == null);
            room.Members.Select(member => member.UserId).ShouldBeUnique();
            room.Members.Where(member => member.UserId != SquadTable.Ann).Select(member => member.UserId)
                .ShouldBe(table.Now.Seats.Skip(1).Where(holder => holder.Player is not null).Select(holder => holder.Player!.Value), ignoreOrder: true);
            room.Notes.Count.ShouldBeLessThanOrEqualTo(50);
        }

        table.Log.Count.ShouldBeGreaterThan(Commands / 10);
        table.Log.Select(recorded => recorded.Type).Distinct().Count().ShouldBe(10, "some command never succeeded");
        table.Written(table.Replayed()).ShouldBe(table.Written(table.Now));
        table.Written(table.Reloaded()).ShouldBe(table.Written(table.Now));
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 5)];

    private static string AnyData(Random random)
    {
        var data = new Dictionary<string, object?>();
        Perhaps("text", () => Any(random, "hold", "🛡", "a\nb", ""));
        Perhaps("specializations", () => new[] { Any(random, "Herald", "Firebrand", "nobody"), "Scourge" });
        Perhaps("roles", () => new[] { Any(random, "heal", "dps", "carry") });
        Perhaps("slot", () => random.Next(0, 6));
        Perhaps("from", () => random.Next(0, 6));
        Perhaps("to", () => random.Next(0, 6));
        Perhaps(random.Next(3) == 0 ? "name" : "userId", () => People[random.Next(People.Length)]);
        Perhaps("specialization", () => Any(random, "Herald", "Firebrand", null, "nobody"));
        Perhaps("role", () => Any(random, "tank", "strips", null));
        return RawJson.From(data).Text;

        void Perhaps(string name, Func<object?> value)
        {
            if (random.Next(10) > 0)
            {
                data[name] = value();
            }
        }
    }

    private static T Any<T>(Random random, params T[] values) => values[random.Next(values.Length)];
}
