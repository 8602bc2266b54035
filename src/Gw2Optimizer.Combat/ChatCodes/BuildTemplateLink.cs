using Gw2Optimizer.Combat.Catalogue;

namespace Gw2Optimizer.Combat.ChatCodes;

/// <summary>
/// Build template links (<c>[&amp;DQ...]</c>) both ways: what is read is written as the same text, byte for byte. Unknown palette numbers, pets, legends,
/// weapons and overrides are kept.
/// </summary>
public static class BuildTemplateLink
{
    /// <summary>No link of any template is longer.</summary>
    public const int CharactersMax = ChatLinkBytes.CharactersMax;

    private const int CountMax = byte.MaxValue;
    private const int ChoiceMax = 3;
    private const int EliteLine = 2;

    public static ChatCodeReading<BuildTemplate> Read(string code, GameCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (ChatLinkBytes.Read(code) is not { } bytes)
            return ChatCodeReading<BuildTemplate>.Refused(ChatCodeFault.NotALink, "A chat link is '[&', base64, ']'.");
        var read = BuildTemplateLayout.Read(bytes);
        return read.Value is { } template && Check(template, catalogue) is { } refusal ? new(Value: null, refusal) : read;
    }

    /// <exception cref="ArgumentException">The template is none that <see cref="Check"/> lets through.</exception>
    public static string Write(BuildTemplate template, GameCatalogue catalogue)
    {
        if (Check(template, catalogue) is { } refusal) throw new ArgumentException(refusal.Message, nameof(template));
        return ChatLinkBytes.Write(BuildTemplateLayout.Write(template));
    }

    /// <summary>Null: a template that the game could have made, as far as is known.</summary>
    public static ChatCodeRefusal? Check(BuildTemplate template, GameCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(catalogue);
        if (catalogue.Professions.Find(template.Profession) is not { } profession)
            return new(ChatCodeFault.UnknownProfession, $"There is no profession with code {template.Profession}; codes are 1 to 9.");
        return CheckLines(template, profession, catalogue) ?? CheckParts(template);
    }

    private static ChatCodeRefusal? CheckLines(BuildTemplate template, Profession profession, GameCatalogue catalogue)
    {
        if (template.Lines.Length != 3) return new(ChatCodeFault.OutOfRange, $"A template has 3 trait lines, not {template.Lines.Length}.");
        for (var place = 0; place < template.Lines.Length; place++)
        {
            if (CheckLine(template.Lines[place], place, profession, catalogue) is { } refusal) return refusal;
        }
        var twice = template.Lines.Where(line => line.Specialization != 0).GroupBy(line => line.Specialization).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? null
            : new(ChatCodeFault.SpecializationTwice, $"{catalogue.Specializations.Get(twice.Key).Name} is chosen twice.");
    }

    private static ChatCodeRefusal? CheckLine(TraitLine line, int place, Profession profession, GameCatalogue catalogue)
    {
        if (Math.Max(line.Adept, Math.Max(line.Master, line.Grandmaster)) > ChoiceMax)
            return new(ChatCodeFault.OutOfRange, $"A choice in line {place + 1} is above 3; choices are 0 (none) to 3 (bottom).");
        if (line.Specialization == 0)
        {
            return line == TraitLine.Empty ? null : new(ChatCodeFault.SpareBits, $"Line {place + 1} has traits but no specialization.");
        }
        if (catalogue.Specializations.Find(line.Specialization) is not { } specialization)
            return new(ChatCodeFault.UnknownSpecialization, $"Line {place + 1}: there is no specialization with id {line.Specialization}.");
        if (specialization.Profession != profession.Name)
        {
            return new(
                ChatCodeFault.ForeignSpecialization,
                $"Line {place + 1}: {specialization.Name} belongs to {specialization.Profession}, not to {profession.Name}.");
        }
        return specialization.IsElite && place != EliteLine
            ? new(ChatCodeFault.EliteNotThird, $"{specialization.Name} is an elite specialization and stands in line {place + 1}; only the third may be one.")
            : null;
    }

    private static ChatCodeRefusal? CheckParts(BuildTemplate template)
    {
        if (template.Pets.Length != (template.Profession == BuildTemplateLayout.Ranger ? 4 : 0))
            return new(ChatCodeFault.OutOfRange, "A ranger has 4 pet numbers (0 for none), nobody else has any.");
        if ((template.Legends is not null) != (template.Profession == BuildTemplateLayout.Revenant))
            return new(ChatCodeFault.OutOfRange, "A revenant has legends (0 for none), nobody else has any.");
        if (template.Legends is { } legends && (legends.InactiveLand.Length != 3 || legends.InactiveWater.Length != 3))
            return new(ChatCodeFault.OutOfRange, "An inactive legend has 3 utility skills (0 for none).");
        return template.Weapons is { } weapons && Math.Max(weapons.Codes.Length, weapons.SkillOverrides.Length) > CountMax
            ? new(ChatCodeFault.OutOfRange, $"A template has at most {CountMax} weapons and {CountMax} skill overrides.")
            : null;
    }
}
