using Gw2Optimizer.Combat.Catalogue;
using Gw2Optimizer.Combat.ChatCodes;
using Gw2Optimizer.Rooms;
using Gw2Optimizer.Server.Advice.Gear;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Builds;

/// <summary>Reads the parts of a build from a call, in the words of <c>POST /builds</c>. What is wrong stays in the fields.</summary>
internal static class BuildParts
{
    public const int NameCharactersMax = 100;
    public const int LinesMax = 3;
    public const int TraitsMax = 3;
    public const int PiecesMax = 24;
    public const int UpgradesMax = 8;
    private const int EliteLine = 2;

    public static IReadOnlyList<string> SkillSlots { get; } = ["heal", "utility1", "utility2", "utility3", "elite"];

    private static GameCatalogue Catalogue => GameCatalogue.Shipped;

    /// <summary>The blanks around it do not count.</summary>
    public static string ReadName(JsonFields fields) => fields.RequiredTrimmedText("name", 1, NameCharactersMax);

    /// <summary>Null where it is absent or wrong.</summary>
    public static Profession? ReadProfession(JsonFields fields, bool required = true)
    {
        if (!required && !fields.IsGiven("profession"))
        {
            return null;
        }

        var written = fields.RequiredText("profession", 1, NameCharactersMax);
        var found = Catalogue.Professions.Find(written);
        if (found is null)
        {
            fields.Refuse("profession", $"There is no such profession; there are {string.Join(", ", Catalogue.Professions.Select(known => known.Name))}.");
        }

        return found;
    }

    /// <summary>Null where it is absent or wrong.</summary>
    public static Specialization? ReadSpecialization(JsonFields fields, Profession? profession, bool required = true)
    {
        if (!required && !fields.IsGiven("specialization"))
        {
            return null;
        }

        var written = fields.RequiredText("specialization", 1, NameCharactersMax);
        var found = Catalogue.Specializations.FindAll(written).FirstOrDefault(known => profession is null || known.Profession == profession.Name);
        if (found is null)
        {
            var own = Catalogue.Specializations.Where(known => known.Profession == profession?.Name).Select(known => known.Name);
            fields.Refuse("specialization", $"Is none of {profession?.Name ?? "the game"}: {string.Join(", ", own)}.");
        }

        return found;
    }

    /// <summary>Null where it is absent or wrong.</summary>
    public static string? ReadRole(JsonFields fields) => ReadWord(fields, "role", Roles.Canonical, Roles.All);

    /// <summary>Null where it is absent or wrong.</summary>
    public static string? ReadMode(JsonFields fields) => ReadWord(fields, "game_mode", Modes.Canonical, Modes.All);

    /// <param name="specialization">An elite line must be this one.</param>
    /// <returns>Null where there are none in the call.</returns>
    public static IReadOnlyList<StoredTraitLine>? ReadLines(JsonFields fields, Profession? profession, Specialization? specialization)
    {
        if (fields.OptionalObjects("trait_lines", LinesMax) is not { } objects)
        {
            return null;
        }

        var lines = objects.Select((line, place) => ReadLine(fields, line.Path, line.Fields, place, profession, specialization)).ToList();
        if (lines.Where(line => line.Id != 0).GroupBy(line => line.Id).Any(same => same.Count() > 1))
        {
            fields.Refuse("trait_lines", "A line can be chosen once.");
        }

        return lines;
    }

    /// <returns>Null where there are none in the call.</returns>
    public static IReadOnlyList<StoredSkill>? ReadSkills(JsonFields fields, Profession? profession)
    {
        if (fields.OptionalObjects("skills", SkillSlots.Count) is not { } objects)
        {
            return null;
        }

        var skills = objects.Select(skill => ReadSkill(fields, skill.Path, skill.Fields, profession)).ToList();
        if (skills.Where(skill => skill.Slot.Length > 0).GroupBy(skill => skill.Slot).Any(same => same.Count() > 1))
        {
            fields.Refuse("skills", "A slot holds one skill.");
        }
        else if (skills.Where(skill => skill.Id != 0).GroupBy(skill => skill.Id).Any(same => same.Count() > 1))
        {
            fields.Refuse("skills", "A skill stands in one slot.");
        }

        return skills;
    }

    /// <returns>Null where there is none in the call.</returns>
    public static IReadOnlyList<StoredPiece>? ReadEquipment(JsonFields fields) =>
        fields.OptionalObjects("equipment", PiecesMax) is { } pieces ? ReadPieces(fields, pieces) : null;

    private static string? ReadWord(JsonFields fields, string name, Func<string, string?> canonical, IReadOnlyList<string> all)
    {
        if (fields.OptionalText(name, NameCharactersMax) is not { } written)
        {
            return null;
        }

        var known = canonical(written);
        if (known is null)
        {
            fields.Refuse(name, $"Must be one of {string.Join(", ", all)}.");
        }

        return known;
    }

    private static StoredTraitLine ReadLine(JsonFields build, string path, JsonFields fields, int place, Profession? profession, Specialization? specialization)
    {
        // 0 leaves a place empty, so that an elite line can stand in the third.
        var id = fields.RequiredInteger("id", 0, int.MaxValue);
        IReadOnlyList<int> traits = [.. fields.OptionalIntegers("traits", TraitsMax).Where(trait => trait != 0)];
        if (id == 0)
        {
            if (traits.Count > 0)
            {
                fields.Refuse("traits", "An empty place has none.");
            }
        }
        else if (Catalogue.Specializations.Find(id) is not { } line || (profession is not null && line.Profession != profession.Name))
        {
            fields.Refuse("id", $"Is no specialization of {profession?.Name ?? "the game"}.");
        }
        else if (line.IsElite && (place != EliteLine || (specialization is not null && line.Id != specialization.Id)))
        {
            fields.Refuse("id", place != EliteLine ? $"{line.Name} is an elite specialization: it stands in the third line." : $"{line.Name} is not {specialization!.Name}.");
        }
        else
        {
            CheckTraits(fields, line, traits);
        }

        build.Take(path, fields);
        return new StoredTraitLine(id, traits);
    }

    private static void CheckTraits(JsonFields fields, Specialization line, IReadOnlyList<int> traits)
    {
        try
        {
            TemplateTraits.Line(line, traits);
        }
        catch (ArgumentException e)
        {
            fields.Refuse("traits", e.Message.Split(" (Parameter", 2)[0]);
        }
    }

    private static StoredSkill ReadSkill(JsonFields build, string path, JsonFields fields, Profession? profession)
    {
        var slot = fields.RequiredText("slot", 1, NameCharactersMax).ToLowerInvariant();
        var id = fields.RequiredInteger("id", 1, int.MaxValue);
        if (slot.Length > 0 && !SkillSlots.Contains(slot))
        {
            fields.Refuse("slot", $"Must be one of {string.Join(", ", SkillSlots)}.");
        }

        if (profession is not null && Catalogue.Palettes.Palette(profession.Id, id) is null)
        {
            fields.Refuse("id", $"Is no skill that a {profession.Name} can equip.");
        }
        else if (Catalogue.Skills.Find(id) is { Slot: "Heal" or "Utility" or "Elite" } known && !slot.StartsWith(known.Slot, StringComparison.OrdinalIgnoreCase))
        {
            fields.Refuse("slot", $"{known.Name} is no skill for this slot, but for {known.Slot}.");
        }

        build.Take(path, fields);
        return new StoredSkill(slot, id);
    }

    private static List<StoredPiece> ReadPieces(JsonFields build, IReadOnlyList<(string Path, JsonFields Fields)> objects)
    {
        var taken = new HashSet<string>();
        var pieces = new List<StoredPiece>();
        foreach (var (path, fields) in objects)
        {
            var piece = ReadPiece(fields);
            if (GearSlots.Identify(piece.Slot) is not { } slot)
            {
                fields.Refuse("slot", $"There is no such slot; the nearest is {GearSlots.Nearest(piece.Slot)}.");
            }
            else if (!taken.Add(slot))
            {
                fields.Refuse("slot", "A slot holds one piece.");
            }

            pieces.Add(piece);
            build.Take(path, fields);
        }

        return pieces;
    }

    private static StoredPiece ReadPiece(JsonFields fields)
    {
        var piece = new StoredPiece(
            fields.RequiredText("slot", 1, NameCharactersMax),
            fields.OptionalInteger("item_id", 1, int.MaxValue),
            fields.OptionalInteger("stat_id", 1, int.MaxValue),
            fields.OptionalIntegers("upgrade_ids", UpgradesMax));
        if (piece.StatId is { } stat && Catalogue.Prefixes.Find(stat) is null)
        {
            fields.Refuse("stat_id", $"There is no combination of attributes {stat}.");
        }

        return piece;
    }
}
