using System.Collections.Immutable;
using Gw2Optimizer.Combat.Catalogue;

namespace Gw2Optimizer.Combat.ChatCodes;

/// <summary>Between the places of a template's trait lines and the ids of traits.</summary>
public static class TemplateTraits
{
    /// <summary>Ids of the chosen major traits, adept first; a tier without a choice has none.</summary>
    public static ImmutableArray<int> ChosenTraits(this TraitLine line, GameCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        if (line.Specialization == 0) return [];
        var majors = catalogue.Specializations.Get(line.Specialization).MajorTraits;
        byte[] choices = [line.Adept, line.Master, line.Grandmaster];
        return [.. choices.Select((choice, tier) => (choice, tier)).Where(pair => pair.choice > 0).Select(pair => majors[(3 * pair.tier) + pair.choice - 1])];
    }

    /// <summary>The line with these major traits, at most one of each tier.</summary>
    /// <exception cref="ArgumentException">A trait is not a major one of that specialization, or two are of one tier.</exception>
    public static TraitLine Line(Specialization specialization, IEnumerable<int> traits)
    {
        ArgumentNullException.ThrowIfNull(specialization);
        ArgumentNullException.ThrowIfNull(traits);
        var choices = new byte[3];
        foreach (var trait in traits)
        {
            var place = specialization.MajorTraits.IndexOf(trait);
            if (place < 0) throw new ArgumentException($"Trait {trait} is no major trait of {specialization.Name}.", nameof(traits));
            if (choices[place / 3] != 0) throw new ArgumentException($"Trait {trait} is the second of its tier in {specialization.Name}.", nameof(traits));
            choices[place / 3] = (byte)((place % 3) + 1);
        }
        return new(checked((byte)specialization.Id), choices[0], choices[1], choices[2]);
    }
}
