using GameSessions.Games;
using GameSessions.Wire;
using Gw2Optimizer.Rooms;
using Gw2Optimizer.Rooms.Drafts;

namespace GameSessions.Kills.Tables;

/// <summary>A draft that is played fast: now and then somebody moves out of turn, resigns, or runs out of time.</summary>
internal sealed class DraftScript : IScript
{
    private const string Order = "BRBRBRBR" + "brrbbrrbbrrbbrrbbrrb";
    private static readonly object[] Clocks =
    [
        new { preset = "blitz" },
        new { preset = "normal" },
        new { preset = "custom", totalMs = 4_000, incrementMs = 300, delayMs = 0 },
        new { preset = "custom", totalMs = 6_000, incrementMs = 0, delayMs = 200 },
    ];

    public DraftScript(Random random) =>
        Wish = new { kind = "draft", timeControl = Clocks[random.Next(Clocks.Length)], options = new { format = "duel-10", blindBans = random.Next(2) == 0 } };

    public object Wish { get; }

    public IReadOnlyList<Seat> Seats { get; } = [new("blue"), new("red")];

    public GameRules Rules { get; } = new DraftRules();

    public bool IsOver(IReadOnlyList<WireEvent> known) => known.Any(happened => happened.Type == "finished");

    public Wanted? Next(IReadOnlyList<WireEvent> known, Seat seat, Random random)
    {
        var step = known.Count(happened => happened.Type is "banned" or "picked" or WireEvent.Hidden);
        if (step >= Order.Length || !known.Any(happened => happened.Type == "started"))
        {
            return null;
        }

        var isMine = char.ToLowerInvariant(Order[step]) == seat.Name[0];
        if (!isMine && random.Next(20) > 0)
        {
            return null;
        }

        if (random.Next(500) == 0)
        {
            return Wanted.New("resign", new { });
        }

        var taken = known.Where(happened => happened.Type is "banned" or "picked").Select(happened => happened.Data.Parse().GetProperty("specialization").GetString()!);
        var available = Specializations.Elite.Select(one => one.Name).Except(taken).ToList();
        var specialization = available[random.Next(available.Count)];
        return char.IsUpper(Order[step])
            ? Wanted.New("ban", new { specialization })
            : Wanted.New("pick", new { specialization, role = Roles.All[random.Next(Roles.All.Count)] });
    }
}
