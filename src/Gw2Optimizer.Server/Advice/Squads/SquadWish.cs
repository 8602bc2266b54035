using System.Security.Cryptography;
using System.Text.Json;
using Gw2Optimizer.Combat.Squads;
using Gw2Optimizer.Rooms;
using Gw2Optimizer.Server.Builds;
using Gw2Optimizer.Server.Docs;
using Gw2Optimizer.Server.Web;
using Gw2Optimizer.Solvers.Squads;

namespace Gw2Optimizer.Server.Advice.Squads;

/// <summary>What squad somebody wants. Names are for the solver to judge.</summary>
/// <param name="Note">For the language model, which may answer to it in prose.</param>
internal sealed record SquadWish(SquadRequest Request, string? Note)
{
    public const int NoteCharactersMax = 1_000;

    /// <summary>Some half a second of search at most.</summary>
    private const long Steps = 16_000_000;

    private const int NameCharactersMax = 100;
    private const int PreferencesCharactersMax = 32_768;

    public static IReadOnlyList<Field> Fields { get; } =
    [
        BuildFields.Mode,
        Field.Whole("team_size", 1, SquadRequest.SizeMax, 5).Optional(),
        Field.Whole("size", 1, SquadRequest.SizeMax, 5).Optional(),
        Field.List("pool", SquadRequest.EntriesMax, Field.Object("entry", [.. WhoFields, Field.Whole("max", 1, SquadRequest.SizeMax, 50).Optional()])).Optional() with { Example = null },
        Field.List("locked", SquadRequest.EntriesMax, Field.Object("entry", [.. WhoFields, Field.Whole("count", 1, SquadRequest.SizeMax, 1).Optional()])).Optional(),
        Field.Object(
            "preferences",
            Field.Text("note", 0, NoteCharactersMax, "We hold a keep.").Optional(),
            Field.AnyObject("roles", """{"healer":1}""").Optional(),
            Field.List("avoid", SquadRequest.EntriesMax, Field.Text("specialization", 1, NameCharactersMax, "Scourge")).Optional()).Optional(),
    ];

    private static IReadOnlyList<Field> WhoFields => [BuildFields.Profession, BuildFields.Specialization, BuildFields.Role.Optional() with { Example = null }];

    /// <summary>What is wrong with it stays in <paramref name="fields"/>; then it is not to be used.</summary>
    public static SquadWish Read(JsonFields fields)
    {
        var mode = fields.RequiredText("game_mode", 1, NameCharactersMax);
        var (teamSize, size) = (fields.OptionalInteger("team_size", 1, SquadRequest.SizeMax), fields.OptionalInteger("size", 1, SquadRequest.SizeMax));
        if (teamSize is not null && size is not null && teamSize != size)
        {
            fields.Refuse("size", "size and team_size mean the same and differ.");
        }

        return Read(fields, mode, teamSize ?? size ?? Modes.UsualSize(Modes.Canonical(mode) ?? Modes.Zerg));
    }

    /// <summary>As above, with mode and size known.</summary>
    public static SquadWish Read(JsonFields fields, string mode, int size)
    {
        var pool = fields.OptionalObjects("pool", SquadRequest.EntriesMax);
        var locked = fields.OptionalObjects("locked", SquadRequest.EntriesMax) ?? [];
        var preferences = new JsonFields(fields.OptionalObject("preferences", PreferencesCharactersMax) ?? JsonDocument.Parse("{}").RootElement);
        var request = new SquadRequest(mode, size)
        {
            Pool = pool?.Select(entry => new PoolEntry(Who(entry.Fields), entry.Fields.OptionalInteger("max", 1, SquadRequest.SizeMax))).ToArray(),
            Locked = locked.Select(entry => new LockedEntry(Who(entry.Fields), entry.Fields.OptionalInteger("count", 1, SquadRequest.SizeMax) ?? 1)).ToArray(),
            Roles = [.. preferences.OptionalCounts("roles", SquadRequest.EntriesMax, SquadRequest.SizeMax).Select(wish => new RoleWish(wish.Key, wish.Value))],
            Avoid = preferences.OptionalTexts("avoid", SquadRequest.EntriesMax, NameCharactersMax),
            Steps = Steps,
        };
        var note = preferences.OptionalText("note", NoteCharactersMax);
        foreach (var (path, entry) in locked.Concat(pool ?? []))
        {
            fields.Take(path, entry);
        }

        fields.Take("preferences", preferences);
        return new SquadWish(request, string.IsNullOrWhiteSpace(note) ? null : note);
    }

    /// <summary>The same for requests that must have the same squad, however their names are written. A note changes none.</summary>
    public string HashWith(string dataVersion)
    {
        var asked = JsonSerializer.SerializeToUtf8Bytes(new
        {
            Mode = Modes.Canonical(Request.Mode),
            Request.Size,
            Pool = Request.Pool?.Select(entry => new { Who = Folded(entry.Who), entry.Max }),
            Locked = Request.Locked.Select(entry => new { Who = Folded(entry.Who), entry.Count }),
            Roles = Request.Roles.Select(wish => new { Role = Names.Fold(wish.Role), wish.Min }),
            Avoid = Request.Avoid.Select(Names.Fold),
            dataVersion,
        });
        return Convert.ToHexStringLower(SHA256.HashData(asked));
    }

    private static Selector Folded(Selector who) => new(Fold(who.Profession), Fold(who.Specialization), Fold(who.Role));

    private static string? Fold(string? written) => written is null ? null : Names.Fold(written);

    private static Selector Who(JsonFields entry) => new(
        entry.OptionalText("profession", NameCharactersMax),
        entry.OptionalText("specialization", NameCharactersMax),
        entry.OptionalText("role", NameCharactersMax));
}
