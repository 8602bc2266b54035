using System.Text.Json;
using GameSessions.Games;
using GameSessions.Wire;

namespace Gw2Optimizer.Rooms.Squads;

/// <summary>The decisions of a squad's commands, in the order in which a client is told what is wrong.</summary>
internal static class SquadCommands
{
    private static readonly HashSet<string> Commanders = ["assign", "move", "clear", "compose", "lock", "unlock"];
    private static readonly HashSet<string> StoppedByLock = ["signUp", "assign", "move", "clear", "compose"];

    /// <summary>Why this seat may not give this command at all now; null where its data decide.</summary>
    public static Refusal? Refuse(Squad squad, Seat seat, string command)
    {
        var isCommander = seat == SquadSeats.Commander;
        return !isCommander && Commanders.Contains(command) ? Refusal.NotAllowed("Only the commander may do that.")
            : isCommander && command == "leave" ? Refusal.NotAllowed("The commander stays.")
            : squad.Locked && StoppedByLock.Contains(command) ? Refusal.Locked
            : null;
    }

    public static Decision Note(Seat seat, PlayerId player, JsonElement data) =>
        SquadText.Note(data.Field("text")) is { } text
            ? Decision.Accept(new Noted(seat, player, text))
            : Refusal.BadData($"text must have 1 to {SquadText.NoteCharactersMax} characters, and no control characters but line breaks and tabs.");

    /// <summary>Replaces what was offered before. What is named twice counts once, and empty lists offer nothing.</summary>
    public static Decision SignUp(Seat seat, PlayerId player, JsonElement data)
    {
        if (Texts(data, "specializations") is not { } specializations)
        {
            return Refusal.BadData("specializations must be a list of names.");
        }

        var roles = Texts(data, "roles")?.ConvertAll(Roles.Canonical);
        if (roles is null || roles.Contains(null))
        {
            return Refusal.BadData($"roles must be a list of some of {string.Join(", ", Roles.All)}.");
        }

        return specializations.TrueForAll(Specializations.IsElite)
            ? Decision.Accept(new SignedUp(seat, player, [.. specializations.Distinct()], [.. roles.Distinct()!]))
            : Specializations.Unknown;
    }

    /// <summary>
    /// Gives a slot to somebody of the room, or to a free name; what it held before is replaced. Who has another slot must be cleared or moved
    /// from there. What is to be played may be left open: absent or null.
    /// </summary>
    public static Decision Assign(Squad squad, JsonElement data)
    {
        var (userId, freeName) = (data.Field("userId"), data.Field("name"));
        var (givenSpecialization, givenRole) = (data.Field("specialization"), data.Field("role"));
        var slot = Slot(squad, data, "slot");
        PlayerId? user = userId?.Text() is { } id && squad.HasSeated(new PlayerId(id)) ? new PlayerId(id) : null;
        var name = SquadText.Name(freeName);
        var specialization = givenSpecialization?.Text();
        var role = givenRole?.Text() is { } word ? Roles.Canonical(word) : null;
        var fault =
            slot is null ? SlotFault(squad, "slot")
            : userId is null == freeName is null ? "Either userId or name says who it is."
            : userId is not null && user is null ? "userId must be somebody who has a seat in this room."
            : freeName is not null && name is null ? $"name must have 1 to {SquadText.NameCharactersMax} characters, and no control characters."
            : givenSpecialization is not null && specialization is null ? "specialization must be a name or null."
            : givenRole is not null && role is null ? $"role must be null or one of {string.Join(", ", Roles.All)}."
            : null;
        if (fault is not null)
        {
            return Refusal.BadData(fault);
        }

        if (specialization is not null && !Specializations.IsElite(specialization))
        {
            return Specializations.Unknown;
        }

        return user is not null && squad.Slots.FirstOrDefault(other => other.UserId == user && other.Slot != slot) is { } taken
            ? Refusal.AlreadyTaken($"That user has slot {taken.Slot}.")
            : Decision.Accept(new Assigned(slot!.Value, user, name, specialization, role));
    }

    /// <summary>Exchanges what two slots hold, be it nothing.</summary>
    public static Decision Move(Squad squad, JsonElement data)
    {
        var (from, to) = (Slot(squad, data, "from"), Slot(squad, data, "to"));
        return from is null ? Refusal.BadData(SlotFault(squad, "from"))
            : to is null ? Refusal.BadData(SlotFault(squad, "to"))
            : from == to ? Refusal.BadData("from and to must be two slots.")
            : Decision.Accept(new Moved(from.Value, to.Value));
    }

    /// <summary>Empties a slot. One that is empty is cleared too: whoever clicks twice meant it.</summary>
    public static Decision Clear(Squad squad, JsonElement data) =>
        Slot(squad, data, "slot") is { } slot ? Decision.Accept(new Cleared(slot)) : Refusal.BadData(SlotFault(squad, "slot"));

    /// <summary>Fills free slots with what the solver found. Meanwhile the room went on: a slot that is taken by now stays as it is.</summary>
    /// <param name="findings">Null: the solver was not asked, or failed.</param>
    public static Decision Compose(Squad squad, JsonElement data, ComposeFindings? findings) =>
        data.Field("constraints") is { ValueKind: not JsonValueKind.Object } ? Refusal.BadData("constraints must be an object.")
        : !squad.Slots.Any(slot => slot.IsFree()) ? Refusal.NotAvailable("No slot is free.")
        : findings switch
        {
            ComposeFindings.Filled filled => Decision.Accept(new Composed([.. filled.Slots.Where(found => found.Slot <= squad.Size && squad.Slots[found.Slot - 1].IsFree())])),
            ComposeFindings.Refused refused => refused.Refusal,
            _ => Refusal.NotAvailable("No squad could be composed; try again."),
        };

    private static int? Slot(Squad squad, JsonElement data, string name) =>
        data.Field(name) is { } value && WholeNumber.Read(value) is { } number && number >= 1 && number <= squad.Size ? (int)number : null;

    private static string SlotFault(Squad squad, string name) => $"{name} must be a slot's number, 1 to {squad.Size}.";

    private static List<string>? Texts(JsonElement data, string name)
    {
        if (data.Field(name) is not { ValueKind: JsonValueKind.Array } list)
        {
            return null;
        }

        var texts = list.EnumerateArray().Select(ClientJson.Text).OfType<string>().ToList();
        return texts.Count == list.GetArrayLength() ? texts : null;
    }
}
