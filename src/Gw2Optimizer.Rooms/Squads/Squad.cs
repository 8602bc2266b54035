using GameSessions.Games;

namespace Gw2Optimizer.Rooms.Squads;

/// <summary>A squad being planned. It has no secrets: this is also what everybody sees.</summary>
/// <param name="Commander">Null before the creator sits.</param>
/// <param name="Slots">By their number, from 1. A user has one at most.</param>
/// <param name="Members">Who sits on a member's seat, in the order of coming, and the commander once signed up.</param>
/// <param name="Notes">The last <see cref="NotesMax"/>, oldest first.</param>
public sealed record Squad(
    string Mode,
    int Size,
    PlayerId? Commander,
    bool Locked,
    IReadOnlyList<SquadSlot> Slots,
    IReadOnlyList<SquadMember> Members,
    IReadOnlyList<SquadNote> Notes)
{
    public const int NotesMax = 50;

    public static Squad Of(SquadOptions options) => new(
        options.Mode, options.Size, Commander: null, Locked: false, Slots: [.. Enumerable.Range(1, options.Size).Select(SquadSlot.Empty)], Members: [], Notes: []);

    public bool HasSeated(PlayerId user) => Commander == user || Members.Any(member => member.UserId == user);

    /// <summary>The room after an event. Who leaves takes the sign-up along; the slot stays planned, for somebody else.</summary>
    /// <param name="at">When it happened, in ms since the epoch.</param>
    public Squad After(GameEvent happened, long at) => happened switch
    {
        Joined joined when joined.Seat == SquadSeats.Commander => this with { Commander = joined.UserId },
        Joined joined => this with { Members = [.. Members, new SquadMember(joined.UserId, [], [])] },
        Left left => this with
        {
            Members = [.. Members.Where(member => member.UserId != left.UserId)],
            Slots = [.. Slots.Select(slot => slot.UserId == left.UserId ? slot with { UserId = null } : slot)],
        },
        Noted noted => this with { Notes = [.. Notes.TakeLast(NotesMax - 1), new SquadNote(noted.UserId, noted.Text, at)] },
        SignedUp signedUp => With(new SquadMember(signedUp.UserId, signedUp.Specializations, signedUp.Roles)),
        Assigned to => With(new SquadSlot(to.Slot, to.UserId, to.Name, to.Specialization, to.Role)),
        Moved moved => With(Slots[moved.From - 1] with { Slot = moved.To }, Slots[moved.To - 1] with { Slot = moved.From }),
        Cleared cleared => With(SquadSlot.Empty(cleared.Slot)),
        Composed composed => With([.. composed.Slots]),
        Squads.Locked => this with { Locked = true },
        Unlocked => this with { Locked = false },
        _ => this,
    };

    private Squad With(SquadMember signedUp) => this with
    {
        Members = Members.Any(member => member.UserId == signedUp.UserId)
            ? [.. Members.Select(member => member.UserId == signedUp.UserId ? signedUp : member)]
            : [.. Members, signedUp],
    };

    private Squad With(params IReadOnlyList<SquadSlot> changed) =>
        this with { Slots = [.. Slots.Select(slot => changed.FirstOrDefault(other => other.Slot == slot.Slot) ?? slot)] };
}

/// <summary>A place in the squad: whose, by account or by a name that somebody goes by elsewhere, and what is to be played there.</summary>
public sealed record SquadSlot(int Slot, PlayerId? UserId, string? Name, string? Specialization, string? Role)
{
    /// <summary>Nobody is planned there, and nothing.</summary>
    public bool IsFree() => UserId is null && Name is null && Specialization is null && Role is null;

    public static SquadSlot Empty(int slot) => new(slot, UserId: null, Name: null, Specialization: null, Role: null);
}

/// <summary>What somebody can play; both lists are empty before the sign-up.</summary>
public sealed record SquadMember(PlayerId UserId, IReadOnlyList<string> Specializations, IReadOnlyList<string> Roles);

/// <param name="At">In ms since the epoch.</param>
public sealed record SquadNote(PlayerId UserId, string Text, long At);
