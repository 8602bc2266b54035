using System.Collections.Immutable;
using Gw2Optimizer.Combat.Catalogue;
using Gw2Optimizer.Combat.ChatCodes;

namespace Gw2Optimizer.Cli.ChatCodes;

/// <summary>
/// A build template as JSON: the numbers of the link beside their names. To write one, a number or a name is enough; where both are given, the number counts.
/// </summary>
/// <param name="Lines">Up to three; a missing one is empty.</param>
/// <param name="Land">Up to five skills: heal, three utilities, elite.</param>
/// <param name="Weapons">Null: the older kind of link, without weapons.</param>
internal sealed record TemplateText(
    string Profession,
    ImmutableArray<LineText?>? Lines,
    ImmutableArray<SkillText?>? Land,
    ImmutableArray<SkillText?>? Water,
    ImmutableArray<byte>? Pets,
    LegendsText? Legends,
    ImmutableArray<WeaponText>? Weapons,
    ImmutableArray<uint>? SkillOverrides)
{
    private const int SkillCount = 5;

    public static TemplateText Of(BuildTemplate template, GameCatalogue game)
    {
        var profession = game.Professions.Get(template.Profession);
        return new(
            profession.Name,
            [.. template.Lines.Select(line => LineText.Of(line, game))],
            [.. template.Land.Palettes.Select(palette => SkillText.Of(palette, profession, game, template.Legends?.LandActive ?? 0))],
            [.. template.Water.Palettes.Select(palette => SkillText.Of(palette, profession, game, template.Legends?.WaterActive ?? 0))],
            template.Pets.Length > 0 ? template.Pets : null,
            template.Legends is { } legends ? LegendsText.Of(legends, profession, game) : null,
            template.Weapons is { } weapons ? [.. weapons.Codes.Select(code => WeaponText.Of(code, game))] : null,
            template.Weapons?.SkillOverrides);
    }

    /// <exception cref="UnknownEntryException">A name is unknown.</exception>
    /// <exception cref="InvalidDataException">Something is missing, too much, or out of its range.</exception>
    public BuildTemplate Template(GameCatalogue game)
    {
        var profession = game.Professions.Get(Profession ?? throw new InvalidDataException("The template has no profession."));
        return new(
            profession.Id,
            [.. Filled(Lines, 3, "trait lines").Select(line => line?.Line(game) ?? TraitLine.Empty)],
            Bar(Land, profession, game),
            Bar(Water, profession, game),
            Pets ?? (profession.Name == "Ranger" ? [0, 0, 0, 0] : []),
            Legends?.Template(profession, game) ?? (profession.Name == "Revenant" ? new(0, 0, 0, 0, [0, 0, 0], [0, 0, 0]) : null),
            Weapons is { } weapons ? new([.. weapons.Select(weapon => weapon.Number(game))], SkillOverrides ?? []) : null);
    }

    internal static IEnumerable<T?> Filled<T>(ImmutableArray<T?>? given, int count, string what) where T : class
    {
        var items = given ?? [];
        if (items.Length > count) throw new InvalidDataException($"There are {items.Length} {what}; at most {count} are possible.");
        return items.Concat(Enumerable.Repeat<T?>(null, count - items.Length));
    }

    private static SkillBar Bar(ImmutableArray<SkillText?>? given, Profession profession, GameCatalogue game)
    {
        var palettes = Filled(given, SkillCount, "skills").Select(skill => skill?.Number(profession, game) ?? 0).ToArray();
        return new(palettes[0], palettes[1], palettes[2], palettes[3], palettes[4]);
    }
}

/// <param name="Choices">0 none, 1 top, 2 middle, 3 bottom; adept, master, grandmaster.</param>
/// <param name="Traits">Names of what was chosen; for reading only.</param>
internal sealed record LineText(int? Id, string? Name, ImmutableArray<int>? Choices, ImmutableArray<string>? Traits)
{
    public static LineText? Of(TraitLine line, GameCatalogue game) => line == TraitLine.Empty
        ? null
        : new(
            line.Specialization,
            game.Specializations.Get(line.Specialization).Name,
            [line.Adept, line.Master, line.Grandmaster],
            [.. line.ChosenTraits(game).Select(trait => game.Traits.Get(trait).Name)]);

    public TraitLine Line(GameCatalogue game)
    {
        var specialization = Id is { } id
            ? game.Specializations.Get(id)
            : game.Specializations.Get(Name ?? throw new InvalidDataException("A trait line has neither id nor name."));
        var choices = Choices ?? [0, 0, 0];
        if (choices.Length != 3 || choices.Any(choice => choice is < 0 or > 3))
            throw new InvalidDataException($"{specialization.Name} has choices [{string.Join(", ", choices)}]; three from 0 (none) to 3 (bottom) are needed.");
        return new((byte)specialization.Id, (byte)choices[0], (byte)choices[1], (byte)choices[2]);
    }
}

/// <param name="Skill">The skill's id; null: the palette number is unknown here, and kept.</param>
internal sealed record SkillText(ushort? Palette, int? Skill, string? Name)
{
    public static SkillText? Of(ushort palette, Profession profession, GameCatalogue game, int legend)
    {
        if (palette == 0) return null;
        var skill = game.Palettes.Skill(profession.Id, palette, legend);
        return new(palette, skill, skill is { } id ? game.Skills.Find(id)?.Name : null);
    }

    public ushort Number(Profession profession, GameCatalogue game)
    {
        if (Palette is { } palette) return palette;
        var candidates = Skill is { } id
            ? [id]
            : Equippable(profession, game, Name ?? throw new InvalidDataException("A skill has neither palette nor id nor name."));
        return candidates
            .Select(candidate => game.Palettes.Palette(profession.Id, candidate))
            .FirstOrDefault(number => number is not null) is { } found
            ? (ushort)found
            : throw new InvalidDataException($"{profession.Name} cannot equip the skill {Skill?.ToString() ?? Name}.");
    }

    private static IEnumerable<int> Equippable(Profession profession, GameCatalogue game, string name)
    {
        var named = game.Skills.FindAll(name);
        if (named.IsEmpty) throw new UnknownEntryException("skill", name, game.Skills.Nearest(name));
        return named.Select(skill => skill.Id).Where(id => game.Palettes.Palette(profession.Id, id) is not null).Order();
    }
}

/// <param name="Land">The active and the inactive legend's number; 0 for none.</param>
/// <param name="Names">Of the four; for reading only.</param>
internal sealed record LegendsText(
    ImmutableArray<byte>? Land, ImmutableArray<byte>? Water, ImmutableArray<SkillText?>? InactiveLand, ImmutableArray<SkillText?>? InactiveWater,
    ImmutableArray<string?>? Names)
{
    private const int UtilityCount = 3;

    public static LegendsText Of(TemplateLegends legends, Profession profession, GameCatalogue game) => new(
        [legends.LandActive, legends.LandInactive],
        [legends.WaterActive, legends.WaterInactive],
        [.. legends.InactiveLand.Select(palette => SkillText.Of(palette, profession, game, legends.LandInactive))],
        [.. legends.InactiveWater.Select(palette => SkillText.Of(palette, profession, game, legends.WaterInactive))],
        [.. new[] { legends.LandActive, legends.LandInactive, legends.WaterActive, legends.WaterInactive }.Select(code => game.Legends.Find(code)?.Name)]);

    public TemplateLegends Template(Profession profession, GameCatalogue game)
    {
        var (land, water) = (Pair(Land), Pair(Water));
        return new(land[0], land[1], water[0], water[1], Utilities(InactiveLand, profession, game), Utilities(InactiveWater, profession, game));
    }

    private static ImmutableArray<byte> Pair(ImmutableArray<byte>? given) =>
        given is null or { Length: 2 }
            ? given ?? [0, 0]
            : throw new InvalidDataException($"There are {given.Value.Length} legends where two are needed, 0 for none.");

    private static ImmutableArray<ushort> Utilities(ImmutableArray<SkillText?>? given, Profession profession, GameCatalogue game) =>
        [.. TemplateText.Filled(given, UtilityCount, "utility skills of a legend").Select(skill => skill?.Number(profession, game) ?? 0)];
}

internal sealed record WeaponText(ushort? Code, string? Name)
{
    public static WeaponText Of(ushort code, GameCatalogue game) => new(code, game.Weapons.FirstOrDefault(weapon => weapon.Code == code)?.Name);

    public ushort Number(GameCatalogue game)
    {
        if (Code is { } code) return code;
        var weapon = game.Weapons.Get(Name ?? throw new InvalidDataException("A weapon has neither code nor name."));
        return (ushort)(weapon.Code ?? throw new InvalidDataException($"No code of {weapon.Name} in build templates is known."));
    }
}
