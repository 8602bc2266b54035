using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Gw2Optimizer.Combat.Catalogue;

/// <summary>
/// The numbers that build template links use for heal, utility and elite skills, per profession. Source: GW2 API /v2/professions skills_by_palette,
/// recorded 2026-08-18. A revenant's five numbers are places on the bar: the legend says which skill is there.
/// </summary>
public sealed class SkillPalettes
{
    private const int Revenant = 9;
    private const int LegendHeal = 4572;
    private const int LegendElite = 4554;

    private static readonly ImmutableArray<int> LegendUtilities = [4614, 4651, 4564];

    private readonly FrozenDictionary<(int Profession, int Palette), int> skills;
    private readonly FrozenDictionary<(int Profession, int Skill), int> palettes;
    private readonly CatalogueTable<Legend> legends;

    internal SkillPalettes(ImmutableArray<PaletteRow> rows, CatalogueTable<Legend> legends)
    {
        this.legends = legends;
        var pairs = rows
            .SelectMany(row => row.Pairs, (row, pair) => (row.Profession, Palette: pair[0], Skill: pair[1]))
            .Where(pair => !IsLegends(pair.Profession, pair.Palette))
            .ToList();
        skills = pairs.ToFrozenDictionary(pair => (pair.Profession, pair.Palette), pair => pair.Skill);
        // A skill that has two palettes (an underwater twin) is written with the lowest.
        palettes = pairs
            .Concat(legends.SelectMany(legend => OfLegend(legend).Select(place => (Profession: Revenant, place.Palette, place.Skill))))
            .GroupBy(pair => (pair.Profession, pair.Skill), pair => pair.Palette)
            .ToFrozenDictionary(group => group.Key, group => group.Min());
    }

    /// <summary>Every skill that some profession can equip.</summary>
    public IEnumerable<int> Skills => palettes.Keys.Select(key => key.Skill).Distinct();

    /// <summary>The skill's id; null: that profession has no such palette number, or the legend is unknown.</summary>
    /// <param name="legend">A revenant's legend by its number in links; others: 0.</param>
    public int? Skill(int profession, int palette, int legend = 0)
    {
        if (!IsLegends(profession, palette)) return skills.TryGetValue((profession, palette), out var skill) ? skill : null;
        return legends.Find(legend) is { } known ? OfLegend(known).First(place => place.Palette == palette).Skill : null;
    }

    /// <summary>The lowest palette number of the skill; null: that profession cannot equip it.</summary>
    public int? Palette(int profession, int skill) => palettes.TryGetValue((profession, skill), out var palette) ? palette : null;

    /// <summary>The legend that has a revenant's skill; null: none has it.</summary>
    public Legend? LegendOf(int skill) => legends.FirstOrDefault(legend => OfLegend(legend).Any(place => place.Skill == skill));

    private static bool IsLegends(int profession, int palette) =>
        profession == Revenant && (palette is LegendHeal or LegendElite || LegendUtilities.Contains(palette));

    private static IEnumerable<(int Palette, int Skill)> OfLegend(Legend legend) =>
        LegendUtilities.Zip(legend.Utilities).Append((LegendHeal, legend.Heal)).Append((LegendElite, legend.Elite));
}
