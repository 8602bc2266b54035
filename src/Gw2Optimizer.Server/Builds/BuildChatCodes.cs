using System.Collections.Immutable;
using Gw2Optimizer.Combat.Catalogue;
using Gw2Optimizer.Combat.ChatCodes;

namespace Gw2Optimizer.Server.Builds;

/// <summary>Between builds and the game's build template links.</summary>
internal static class BuildChatCodes
{
    private static GameCatalogue Catalogue => GameCatalogue.Shipped;

    /// <summary>The link as it was given, or one of the trait lines and skills. What a template has besides is not part of a build, and left empty.</summary>
    public static string Of(Build build) => build.ChatCode ?? Write(build);

    /// <returns>The profession, what stands for the specialization, the lines and the skills that a link says; or why it cannot be read.</returns>
    public static (TemplateParts? Parts, string? Fault) Read(string code)
    {
        var read = BuildTemplateLink.Read(code, Catalogue);
        if (read.Value is not { } template)
        {
            return (null, read.Refusal!.Message);
        }

        var profession = Catalogue.Professions.Get(template.Profession);
        // Places before the last line that is chosen stay, empty ones as 0.
        var lines = template.Lines.Take(template.Lines.Select((line, place) => line.Specialization != 0 ? place + 1 : 0).Max()).ToList();
        // Without a line nothing tells specializations apart: the profession's first one stands for it.
        var last = lines.Count > 0 ? lines[^1].Specialization : profession.Specializations[0];
        var skills = BuildParts.SkillSlots.Zip(template.LandSkills(Catalogue), (slot, id) => (slot, id)).Where(one => one.id is > 0).Select(one => new StoredSkill(one.slot, one.id!.Value));
        return (new TemplateParts(
            profession, Catalogue.Specializations.Get(last), [.. lines.Select(line => new StoredTraitLine(line.Specialization, [.. line.ChosenTraits(Catalogue)]))], [.. skills]), null);
    }

    private static string Write(Build build)
    {
        var profession = Catalogue.Professions.Get(build.Profession);
        // A revenant's bar is that of the active legend; what a build has of the other one, a link cannot say.
        var active = build.Skills.Select(skill => Catalogue.Palettes.LegendOf(skill.Id)).FirstOrDefault(legend => legend is not null);
        var said = build.Skills.Where(skill => Catalogue.Palettes.LegendOf(skill.Id) is var legend && (legend is null || legend == active)).ToDictionary(skill => skill.Slot, skill => skill.Id);
        var bar = new SkillBar(Palette("heal"), Palette("utility1"), Palette("utility2"), Palette("utility3"), Palette("elite"));
        var isRanger = profession.Name == "Ranger";
        return BuildTemplateLink.Write(
            new BuildTemplate(profession.Id, LinesOf(build), bar, default, isRanger ? [0, 0, 0, 0] : ImmutableArray<byte>.Empty, profession.Name == "Revenant" ? new TemplateLegends((byte)(active?.Id ?? 0), 0, 0, 0, [0, 0, 0], [0, 0, 0]) : null, Weapons: null), Catalogue);

        ushort Palette(string slot) => said.TryGetValue(slot, out var skill) ? (ushort)(Catalogue.Palettes.Palette(profession.Id, skill) ?? 0) : (ushort)0;
    }

    /// <summary>The specialization has a line of its own, also where no traits are chosen yet: an elite one the third, another one the first that is free.</summary>
    private static ImmutableArray<TraitLine> LinesOf(Build build)
    {
        var lines = build.TraitLines.Select(line => line.Id == 0 ? TraitLine.Empty : TemplateTraits.Line(Catalogue.Specializations.Get(line.Id), line.Traits)).ToList();
        lines.AddRange(Enumerable.Repeat(TraitLine.Empty, 3 - lines.Count));
        var own = Catalogue.Specializations.FindAll(build.Specialization).First(known => known.Profession == build.Profession);
        var place = own.IsElite ? 2 : lines.IndexOf(TraitLine.Empty);
        if (place >= 0 && lines[place] == TraitLine.Empty && lines.All(line => line.Specialization != own.Id))
        {
            lines[place] = TemplateTraits.Line(own, []);
        }

        return [.. lines];
    }
}

/// <summary>What a link says of a build.</summary>
internal sealed record TemplateParts(Profession Profession, Specialization Specialization, IReadOnlyList<StoredTraitLine> TraitLines, IReadOnlyList<StoredSkill> Skills);
