using Gw2Optimizer.Combat.Catalogue;
using Gw2Optimizer.Combat.ChatCodes;
using Gw2Optimizer.Rooms;
using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Builds;

/// <summary>Reads a whole build from a call, and a change of one. What is wrong stays in the fields; then the result is not to be used.</summary>
internal static class BuildForm
{
    public const int TextCharactersMax = 5_000;
    public const int UrlCharactersMax = 2_048;

    public static Build ReadNew(JsonFields fields, UserId owner, DateTimeOffset now)
    {
        var code = ReadCode(fields);
        // Beside a code that cannot be read nobody has to guess what it would have said.
        var required = !fields.IsGiven("chat_code");
        var profession = BuildParts.ReadProfession(fields, required) ?? code?.Parts.Profession;
        var specialization = BuildParts.ReadSpecialization(fields, profession, required) ?? code?.Parts.Specialization;
        var lines = BuildParts.ReadLines(fields, profession, specialization);
        var skills = BuildParts.ReadSkills(fields, profession);
        CheckAgreement(fields, code?.Parts, profession, specialization, lines, skills);
        return new Build(
            Guid.CreateVersion7(now),
            owner,
            OwnerName: null,
            BuildParts.ReadName(fields),
            profession?.Name ?? "",
            specialization?.Name ?? "",
            BuildParts.ReadMode(fields) ?? Modes.Zerg,
            BuildParts.ReadRole(fields) ?? specialization?.UsualRole ?? Roles.All[0],
            fields.OptionalText("description", TextCharactersMax),
            fields.OptionalText("playstyle", TextCharactersMax),
            fields.OptionalSwitch("is_public") ?? false,
            lines ?? code?.Parts.TraitLines ?? [],
            skills ?? code?.Parts.Skills ?? [],
            BuildParts.ReadEquipment(fields) ?? [],
            ReadUrl(fields),
            code?.Code,
            now,
            now);
    }

    /// <summary>A build of what a link says.</summary>
    public static Build ReadFromCode(JsonFields fields, UserId owner, DateTimeOffset now)
    {
        var written = fields.RequiredTrimmedText("chat_code", 1, BuildTemplateLink.CharactersMax);
        var (parts, fault) = BuildChatCodes.Read(written);
        if (parts is null)
        {
            fields.Refuse("chat_code", fault!);
        }

        return new Build(
            Guid.CreateVersion7(now),
            owner,
            OwnerName: null,
            fields.OptionalTrimmedText("name", 1, BuildParts.NameCharactersMax) ?? parts?.Specialization.Name ?? "",
            parts?.Profession.Name ?? "",
            parts?.Specialization.Name ?? "",
            Modes.Zerg,
            parts?.Specialization.UsualRole ?? Roles.All[0],
            Description: null,
            Playstyle: null,
            IsPublic: false,
            parts?.TraitLines ?? [],
            parts?.Skills ?? [],
            [],
            SourceUrl: null,
            written,
            now,
            now);
    }

    /// <summary>What the call mentions is changed; null clears what may be absent.</summary>
    /// <param name="old">Null: there is none to change, and only what is wrong with the call matters.</param>
    public static Build? ReadChange(JsonFields fields, Build? old, DateTimeOffset now)
    {
        fields.RefuseNull("name", "profession", "specialization", "game_mode", "role", "is_public");
        var given = BuildParts.ReadProfession(fields, required: false);
        var profession = old is null ? given : GameCatalogue.Shipped.Professions.Get(old.Profession);
        if (given is not null && given.Id != profession!.Id)
        {
            fields.Refuse("profession", "A build keeps its profession.");
        }

        var code = ReadCode(fields);
        var specialization = BuildParts.ReadSpecialization(fields, profession, required: false) ?? code?.Parts.Specialization
            ?? (old is null ? null : GameCatalogue.Shipped.Specializations.FindAll(old.Specialization).First(known => known.Profession == old.Profession));
        var lines = BuildParts.ReadLines(fields, profession, specialization);
        var skills = BuildParts.ReadSkills(fields, profession);
        CheckAgreement(fields, code?.Parts, profession, specialization, lines, skills);
        var name = fields.Has("name") ? BuildParts.ReadName(fields) : null;
        var mode = BuildParts.ReadMode(fields);
        var role = BuildParts.ReadRole(fields);
        var description = fields.OptionalText("description", TextCharactersMax);
        var playstyle = fields.OptionalText("playstyle", TextCharactersMax);
        var isPublic = fields.OptionalSwitch("is_public");
        var equipment = BuildParts.ReadEquipment(fields);
        var url = ReadUrl(fields);
        if (old is null)
        {
            return null;
        }

        var changed = old with
        {
            Name = name ?? old.Name,
            Specialization = specialization?.Name ?? old.Specialization,
            GameMode = mode ?? old.GameMode,
            Role = role ?? old.Role,
            Description = fields.Has("description") ? description : old.Description,
            Playstyle = fields.Has("playstyle") ? playstyle : old.Playstyle,
            IsPublic = isPublic ?? old.IsPublic,
            TraitLines = lines ?? code?.Parts.TraitLines ?? (fields.Has("trait_lines") ? [] : old.TraitLines),
            Skills = skills ?? code?.Parts.Skills ?? (fields.Has("skills") ? [] : old.Skills),
            Equipment = fields.Has("equipment") ? equipment ?? [] : old.Equipment,
            SourceUrl = fields.Has("source_url") ? url : old.SourceUrl,
            UpdatedAt = now,
        };
        // A link that says something else than the build is none of it any more.
        var keepsCode = !fields.IsNull("chat_code") && changed.Specialization == old.Specialization && changed.Skills.SequenceEqual(old.Skills)
            && changed.TraitLines.Select(Said).SequenceEqual(old.TraitLines.Select(Said));
        CheckLines(fields, changed);
        return changed with { ChatCode = code?.Code ?? (keepsCode ? old.ChatCode : null) };
    }

    private static (string Code, TemplateParts Parts)? ReadCode(JsonFields fields)
    {
        if (fields.OptionalTrimmedText("chat_code", 1, BuildTemplateLink.CharactersMax) is not { } written)
        {
            return null;
        }

        var (parts, fault) = BuildChatCodes.Read(written);
        if (parts is not null)
        {
            return (written, parts);
        }

        fields.Refuse("chat_code", fault!);
        return null;
    }

    private static string? ReadUrl(JsonFields fields)
    {
        var written = fields.OptionalText("source_url", UrlCharactersMax);
        if (written is not null && !(Uri.TryCreate(written, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
        {
            fields.Refuse("source_url", "Must be an address that begins with http:// or https://.");
        }

        return written;
    }

    /// <summary>Beside a link the other fields are absent, or say the same.</summary>
    private static void CheckAgreement(
        JsonFields fields, TemplateParts? code, Profession? profession, Specialization? specialization, IReadOnlyList<StoredTraitLine>? lines, IReadOnlyList<StoredSkill>? skills)
    {
        if (code is null)
        {
            return;
        }

        if (profession is not null && profession.Id != code.Profession.Id)
        {
            fields.Refuse("profession", $"The chat code is one of {code.Profession.Name}.");
        }
        else if (specialization is not null && code.TraitLines.Count > 0 && specialization.Id != code.Specialization.Id && (code.Specialization.IsElite || specialization.IsElite))
        {
            fields.Refuse("specialization", $"The chat code is one of {code.Specialization.Name}.");
        }

        if (lines is not null && !Chosen(lines, code.Specialization).SequenceEqual(Chosen(code.TraitLines, code.Specialization)))
        {
            fields.Refuse("trait_lines", "The chat code has other ones.");
        }

        if (skills is not null && code.Skills.Any(said => !skills.Contains(said)))
        {
            fields.Refuse("skills", "The chat code has other ones.");
        }
    }

    /// <summary>A link has a line of the specialization also where a build has chosen nothing of it.</summary>
    private static IEnumerable<string> Chosen(IReadOnlyList<StoredTraitLine> lines, Specialization own) => lines.Where(line => line.Id != 0 && (line.Id != own.Id || line.Traits.Count > 0)).Select(Said);

    private static string Said(StoredTraitLine line) => $"{line.Id}: {string.Join(',', line.Traits.Order())}";

    /// <summary>A change of the specialization alone must not leave the elite line of another one behind.</summary>
    private static void CheckLines(JsonFields fields, Build changed)
    {
        if (changed.TraitLines.Select(line => GameCatalogue.Shipped.Specializations.Find(line.Id)).Any(line => line is { IsElite: true } elite && elite.Name != changed.Specialization))
        {
            fields.Refuse("specialization", "The trait lines are of another elite specialization; change both.");
        }
    }
}
