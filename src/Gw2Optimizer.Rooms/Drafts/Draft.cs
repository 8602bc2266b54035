using GameSessions.Games;
using GameSessions.Wire;

namespace Gw2Optimizer.Rooms.Drafts;

/// <summary>A draft after <see cref="Head"/> events, with everything that one seat or the other may not see yet.</summary>
/// <param name="Step">How many bans and picks have been made.</param>
public sealed record Draft(
    string Format,
    IReadOnlyList<string> Pool,
    bool BlindBans,
    long Head,
    int Step,
    IReadOnlyList<Ban> Bans,
    IReadOnlyList<Pick> Picks,
    Finished? Result)
{
    public static Draft Of(DraftOptions options) => new(options.Format, options.Pool, options.BlindBans, Head: 0, Step: 0, Bans: [], Picks: [], Result: null);

    public DraftFormat Schedule() => DraftFormat.Named(Format)!;

    /// <summary>What is due; null once the draft is over.</summary>
    public DraftStep? Due() => Result is null && Schedule().Steps is var steps && Step < steps.Count ? steps[Step] : null;

    /// <summary>The room after the game's next event. Every event counts, so that a hidden ban knows its number.</summary>
    public Draft After(GameEvent happened)
    {
        var after = this with { Head = Head + 1 };
        return happened switch
        {
            Banned banned => after with
            {
                Step = Step + 1,
                Bans = [.. Bans, new Ban(banned.Seat, banned.Specialization, banned.Audience is null ? null : new HiddenEvent(after.Head, EventCodec.Encode(banned)))],
            },
            Picked picked => after with { Step = Step + 1, Picks = [.. Picks, new Pick(picked.Seat, picked.Specialization, picked.Role)] },
            Revealed revealed => after with { Bans = [.. Bans.Select(ban => ban.Hidden?.Sequence == revealed.Sequence ? ban with { Hidden = null } : ban)] },
            Finished finished => after with { Result = finished },
            _ => after,
        };
    }

    public IEnumerable<Ban> BansSeenBy(Seat? seat) => Bans.Where(ban => ban.Hidden is null || ban.Seat == seat);

    /// <summary>What is gone, as far as a seat may know.</summary>
    public IEnumerable<string> TakenFor(Seat? seat) => BansSeenBy(seat).Select(ban => ban.Specialization).Concat(Picks.Select(pick => pick.Specialization));
}

/// <param name="Hidden">The event that the other seat has not seen; null where it has.</param>
public sealed record Ban(Seat Seat, string Specialization, HiddenEvent? Hidden);

public sealed record HiddenEvent(long Sequence, RawJson Data);

public sealed record Pick(Seat Seat, string Specialization, string Role);
