using System.Collections.Immutable;
using Gw2Optimizer.Combat.Catalogue;

namespace Gw2Optimizer.Combat.ChatCodes;

/// <summary>The skills of a template's bars, by their ids.</summary>
public static class TemplateSkills
{
    /// <summary>Five: heal, utilities, elite. Null: an empty place, or a palette number that is unknown here.</summary>
    public static ImmutableArray<int?> LandSkills(this BuildTemplate template, GameCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(template);
        return Skills(template, template.Land, template.Legends?.LandActive ?? 0, catalogue);
    }

    /// <inheritdoc cref="LandSkills"/>
    public static ImmutableArray<int?> WaterSkills(this BuildTemplate template, GameCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(template);
        return Skills(template, template.Water, template.Legends?.WaterActive ?? 0, catalogue);
    }

    private static ImmutableArray<int?> Skills(BuildTemplate template, SkillBar bar, int legend, GameCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        return [.. bar.Palettes.Select(palette => catalogue.Palettes.Skill(template.Profession, palette, legend))];
    }
}
