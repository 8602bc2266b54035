using System.Text.Json;
using GameSessions.Games;
using GameSessions.Wire;

namespace Gw2Optimizer.Rooms.Drafts;

/// <summary>The decisions of a draft's steps, in the order in which a client is told what is wrong.</summary>
internal static class DraftTurns
{
    public static Decision Ban(Draft draft, Seat seat, JsonElement data)
    {
        if (RefuseStep(draft, seat, DraftAction.Ban) is { } early)
        {
            return early;
        }

        if (data.Text("specialization") is not { } specialization)
        {
            return Refusal.BadData("specialization must be a string.");
        }

        if (RefuseSpecialization(draft, seat, specialization) is { } refusal)
        {
            return refusal;
        }

        var isLast = draft.Step == draft.Schedule().LastBan;
        var banned = new Banned(seat, specialization) { Audience = draft.BlindBans && !isLast ? [seat] : null };
        return Decision.Accept([banned, .. draft.Bans.Where(ban => isLast || ban.Seat != seat).Select(ban => ban.Hidden).OfType<HiddenEvent>().Select(Reveal)]);
    }

    public static Decision Pick(Draft draft, Seat seat, JsonElement data, RateSquad? rate)
    {
        if (RefuseStep(draft, seat, DraftAction.Pick) is { } early)
        {
            return early;
        }

        if (data.Text("specialization") is not { } specialization)
        {
            return Refusal.BadData("specialization must be a string.");
        }

        if (data.Text("role") is not { } name || Roles.Canonical(name) is not { } role)
        {
            return Refusal.BadData($"role must be one of {string.Join(", ", Roles.All)}.");
        }

        if (RefuseSpecialization(draft, seat, specialization) is { } refusal)
        {
            return refusal;
        }

        var picked = new Picked(seat, specialization, role);
        return draft.Step == draft.Schedule().Steps.Count - 1
            ? Decision.Accept(picked, Complete([.. draft.Picks, new Pick(seat, specialization, role)], rate))
            : Decision.Accept(picked);
    }

    private static Finished Complete(IReadOnlyList<Pick> picks, RateSquad? rate)
    {
        if (rate is null)
        {
            return new Finished(Winner: null, "complete", Scores: null);
        }

        var (blue, red) = (ScoreOf(DraftSeats.Blue), ScoreOf(DraftSeats.Red));
        return new Finished(
            blue > red ? DraftSeats.Blue : red > blue ? DraftSeats.Red : null,
            "complete",
            RawJson.From(new Dictionary<string, double> { [DraftSeats.Blue.Name] = blue, [DraftSeats.Red.Name] = red }));

        double ScoreOf(Seat seat) => Math.Round(rate([.. picks.Where(pick => pick.Seat == seat)]), 2);
    }

    private static Revealed Reveal(HiddenEvent hidden) => new(hidden.Sequence, Banned.Type, hidden.Data);

    private static Refusal? RefuseStep(Draft draft, Seat seat, DraftAction action)
    {
        // A running draft has a step due: the last one finishes it.
        var due = draft.Due()!;
        return due.Action != action ? Refusal.NotAllowed(due.Action == DraftAction.Ban ? "A ban is due." : "A pick is due.")
            : due.Seat != seat ? Refusal.NotYourTurn
            : null;
    }

    private static Refusal? RefuseSpecialization(Draft draft, Seat seat, string specialization) =>
        !Specializations.IsElite(specialization) ? Specializations.Unknown
        : draft.TakenFor(seat).Contains(specialization) ? Refusal.AlreadyTaken($"{specialization} is banned or picked.")
        : !draft.Pool.Contains(specialization) ? Refusal.NotAvailable($"{specialization} is not in this draft's pool.")
        : null;
}
