using Gw2Optimizer.Combat.Catalogue;

namespace Gw2Optimizer.Server.Catalogue;

/// <summary>What a build of one profession is chosen from.</summary>
internal sealed record ProfessionCatalogueAnswer(string DataVersion, string Profession, IReadOnlyList<TraitLineAnswer> Specializations, SkillChoices Skills)
{
    public static ProfessionCatalogueAnswer Of(GameCatalogue catalogue, Profession profession)
    {
        var skills = catalogue.Skills.Where(skill => catalogue.Palettes.Palette(profession.Id, skill.Id) is not null).OrderBy(skill => skill.Name, StringComparer.Ordinal).ToLookup(skill => skill.Slot);
        return new(
            catalogue.DataVersion, profession.Name,
            [.. profession.Specializations.Select(id => TraitLineAnswer.Of(catalogue, catalogue.Specializations.Get(id)))],
            new SkillChoices(Choices("Heal"), Choices("Utility"), Choices("Elite")));

        IReadOnlyList<SkillAnswer> Choices(string slot) => [.. skills[slot].Select(skill => new SkillAnswer(skill.Id, skill.Name, PlainText.Of(skill.Description)))];
    }
}

/// <param name="Minors">Three, adept to grandmaster.</param>
/// <param name="Majors">Three tiers of three.</param>
internal sealed record TraitLineAnswer(int Id, string Name, bool IsElite, IReadOnlyList<TraitAnswer> Minors, IReadOnlyList<IReadOnlyList<TraitAnswer>> Majors)
{
    private const int TierSize = 3;

    public static TraitLineAnswer Of(GameCatalogue catalogue, Specialization line)
    {
        return new(line.Id, line.Name, line.IsElite, [.. line.MinorTraits.Select(Told)], [.. line.MajorTraits.Select(Told).Chunk(TierSize)]);

        TraitAnswer Told(int id)
        {
            var trait = catalogue.Traits.Find(id);
            return new TraitAnswer(id, trait?.Name ?? $"Trait {id}", PlainText.Of(trait?.Description));
        }
    }
}

internal sealed record TraitAnswer(int Id, string Name, string? Description);

internal sealed record SkillChoices(IReadOnlyList<SkillAnswer> Heal, IReadOnlyList<SkillAnswer> Utility, IReadOnlyList<SkillAnswer> Elite);

internal sealed record SkillAnswer(int Id, string Name, string? Description);
