using GameSessions.Games;

namespace Gw2Optimizer.Rooms.Drafts;

public enum DraftAction
{
    Ban,
    Pick,
}

/// <summary>Whose turn it is to do what.</summary>
public sealed record DraftStep(Seat Seat, DraftAction Action);

/// <summary>Who bans and picks when. Bans alternate, picks go in a snake: B R R B, over and over.</summary>
public sealed record DraftFormat(string Name, IReadOnlyList<DraftStep> Steps)
{
    private const string Snake = "BRRB";

    public static DraftFormat Duel5 { get; } = Of("duel-5", "BRBR", picks: 10);

    public static DraftFormat Duel10 { get; } = Of("duel-10", "BRBRBRBR", picks: 20);

    public static IReadOnlyList<DraftFormat> All { get; } = [Duel5, Duel10];

    public int LastBan { get; } = Steps.Count(step => step.Action == DraftAction.Ban) - 1;

    /// <summary>A step takes at most one specialization out of the pool, so this many are enough.</summary>
    public int PoolMin => Steps.Count;

    public static DraftFormat? Named(string name) => All.FirstOrDefault(format => format.Name == name);

    private static DraftFormat Of(string name, string bans, int picks) =>
        new(name, [.. bans.Select(seat => Step(seat, DraftAction.Ban)), .. Enumerable.Range(0, picks).Select(i => Step(Snake[i % Snake.Length], DraftAction.Pick))]);

    private static DraftStep Step(char seat, DraftAction action) => new(seat == 'B' ? DraftSeats.Blue : DraftSeats.Red, action);
}
