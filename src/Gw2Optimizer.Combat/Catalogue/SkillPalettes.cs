using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Gw2Optimizer.Combat.Catalogue;

/// <summary>
/// The numbers that build template links use for heal, utility and elite skills, per profession. Source: GW2 API /v2/professions skills_by_palette,
/// recorded 2026-08-18.
/// </summary>
public sealed class SkillPalettes
{
    private readonly FrozenDictionary<(int Profession, int Palette), int> skills;
    private readonly FrozenDictionary<(int Profession, int Skill), int> palettes;

    internal SkillPalettes(ImmutableArray<PaletteRow> rows)
    {
        var pairs = rows.SelectMany(row => row.Pairs, (row, pair) => (row.Profession, Palette: pair[0], Skill: pair[1])).ToList();
        skills = pairs.ToFrozenDictionary(pair => (pair.Profession, pair.Palette), pair => pair.Skill);
        // A skill that has two palettes (an underwater twin) is written with the lowest.
        palettes = pairs
            .GroupBy(pair => (pair.Profession, pair.Skill), pair => pair.Palette)
            .ToFrozenDictionary(group => group.Key, group => group.Min());
    }

    public int Count => skills.Count;

    /// <summary>Every skill of it.</summary>
    public IEnumerable<int> Skills => skills.Values.Distinct();

    /// <summary>The skill's id; null: that profession has no such palette number.</summary>
    public int? Skill(int profession, int palette) => skills.TryGetValue((profession, palette), out var skill) ? skill : null;

    /// <summary>The lowest palette number of the skill; null: that profession cannot equip it.</summary>
    public int? Palette(int profession, int skill) => palettes.TryGetValue((profession, skill), out var palette) ? palette : null;
}
