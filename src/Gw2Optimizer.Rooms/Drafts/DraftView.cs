using GameSessions.Games;

namespace Gw2Optimizer.Rooms.Drafts;

/// <summary>The state of a draft on the wire, as a seat may see it.</summary>
internal sealed record DraftView(
    string Format,
    int Step,
    DraftStep? Next,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Bans,
    IReadOnlyDictionary<string, IReadOnlyList<DraftView.PickView>> Picks,
    IReadOnlyList<string> Available,
    Finished? Result)
{
    public sealed record PickView(string Specialization, string Role);

    /// <param name="seat">Null: somebody without a seat, who sees what both captains may see.</param>
    public static DraftView Of(Draft draft, Seat? seat) => new(
        draft.Format,
        draft.Step,
        draft.Due(),
        BySeat<string>(side => [.. draft.BansSeenBy(seat).Where(ban => ban.Seat == side).Select(ban => ban.Specialization)]),
        BySeat<PickView>(side => [.. draft.Picks.Where(pick => pick.Seat == side).Select(pick => new PickView(pick.Specialization, pick.Role))]),
        [.. draft.Pool.Except(draft.TakenFor(seat))],
        draft.Result);

    private static Dictionary<string, IReadOnlyList<T>> BySeat<T>(Func<Seat, IReadOnlyList<T>> of) => new()
    {
        [DraftSeats.Blue.Name] = of(DraftSeats.Blue),
        [DraftSeats.Red.Name] = of(DraftSeats.Red),
    };
}
