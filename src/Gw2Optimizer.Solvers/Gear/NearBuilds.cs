using System.Collections.Immutable;
using Gw2Optimizer.Combat.Model;

namespace Gw2Optimizer.Solvers.Gear;

/// <summary>Builds that are nearly as good as the best.</summary>
/// <param name="Groups">Those with the same differences together, the group with the best build first.</param>
/// <param name="Complete">Whether there are no others.</param>
public sealed record NearBuilds(ImmutableArray<NearGroup> Groups, bool Complete)
{
    internal static NearBuilds Of(GearProblem problem, GearBuild best, GearAnswer answer, int most)
    {
        var groups = answer.Builds
            .GroupBy(build => Difference(problem, best, build), StringComparer.Ordinal)
            .Select(group => new NearGroup(group.Key, [.. group]))
            .OrderByDescending(group => group.Builds[0].Value);
        return new([.. groups], answer.Status != GearStatus.Interrupted && answer.Builds.Length < most);
    }

    /// <summary>Which prefixes and infusions are worn more or less often, whatever the slot.</summary>
    private static string Difference(GearProblem problem, GearBuild best, GearBuild build)
    {
        var changes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        Count(changes, build.PrefixesIn(problem), 1);
        Count(changes, best.PrefixesIn(problem), -1);
        for (var type = 0; type < build.Infusions.Length; type++)
        {
            changes[$"{CombatAttributes.NameOf(problem.Infusions.Options[type].Attribute)} infusion"] = build.Infusions[type] - best.Infusions[type];
        }

        var told = changes.Where(change => change.Value != 0).Select(change => $"{change.Value:+0;-0} {change.Key}");
        if (build.Variant != best.Variant)
        {
            told = told.Append(problem.Variants[build.Variant].Name);
        }

        return string.Join(", ", told) is { Length: > 0 } difference ? difference : "the same prefixes";
    }

    private static void Count(SortedDictionary<string, int> changes, IEnumerable<string> prefixes, int by)
    {
        foreach (var prefix in prefixes)
        {
            changes[prefix] = changes.GetValueOrDefault(prefix) + by;
        }
    }
}

/// <param name="Difference">From the best build: "+2 Dragon, -2 Berserker".</param>
/// <param name="Builds">Best first.</param>
public sealed record NearGroup(string Difference, ImmutableArray<GearBuild> Builds);
