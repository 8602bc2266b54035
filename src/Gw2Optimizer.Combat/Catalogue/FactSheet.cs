using System.Collections.Immutable;

namespace Gw2Optimizer.Combat.Catalogue;

/// <summary>Questions to the facts of a trait or skill.</summary>
public static class FactSheet
{
    /// <summary>The boon or condition, each stated duration and stacks once; several: game modes merged, or several sources in one skill.</summary>
    public static ImmutableArray<(double Seconds, int Stacks)> Durations(this ImmutableArray<Fact> facts, string status) =>
    [
        .. facts
            .Where(fact => fact.Type is "Buff" or "PrefixedBuff" or "BuffArray" && string.Equals(fact.Status, status, StringComparison.OrdinalIgnoreCase))
            .Where(fact => fact.Duration is not null)
            .Select(fact => (fact.Duration!.Value, fact.ApplyCount ?? 1))
            .Distinct(),
    ];

    /// <summary>Facts that say the same thing with other numbers: which game mode each is for is unknown.</summary>
    public static ImmutableArray<ImmutableArray<Fact>> MergedModes(this ImmutableArray<Fact> facts) =>
    [
        .. facts.GroupBy(fact => fact.Subject).Select(group => group.Distinct().ToImmutableArray()).Where(group => group.Length > 1),
    ];
}
