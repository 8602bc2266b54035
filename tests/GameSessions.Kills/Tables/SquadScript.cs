using GameSessions.Games;
using GameSessions.Wire;
using Gw2Optimizer.Rooms.Squads;

namespace GameSessions.Kills.Tables;

/// <summary>A squad whose commander and member talk at the same time, so that commands of both meet in one commit.</summary>
/// <param name="players">How many there are.</param>
internal sealed class SquadScript(int players = 2) : IScript
{
    private const int EventsEnough = 60;

    public object Wish { get; } = new { kind = "squad", options = new { mode = "raid", size = 10 } };

    public IReadOnlyList<Seat> Seats { get; } = [new("commander"), .. Enumerable.Range(1, players - 1).Select(number => new Seat($"member-{number}"))];

    public GameRules Rules { get; } = new SquadRules();

    public bool IsOver(IReadOnlyList<WireEvent> known) => known.Count >= EventsEnough;

    public Wanted? Next(IReadOnlyList<WireEvent> known, Seat seat, Random random) => Wanted.New("note", new { text = $"{seat} knows {known.Count} events" });
}
