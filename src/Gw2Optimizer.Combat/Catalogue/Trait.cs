using System.Collections.Immutable;

namespace Gw2Optimizer.Combat.Catalogue;

/// <param name="Tier">1 adept, 2 master, 3 grandmaster; the place in its tier is told by <see cref="Specialization.MajorTraits"/>.</param>
/// <param name="Slot"><c>Major</c> or <c>Minor</c>.</param>
/// <param name="Facts">What is recorded; empty: nothing is, and the trait's numbers are unknown, not zero.</param>
/// <param name="TraitedFacts">Facts that hold with another trait, too.</param>
public sealed record Trait(
    int Id,
    string Name,
    int Specialization,
    int Tier,
    string Slot,
    string? Description,
    ImmutableArray<Fact> Facts,
    ImmutableArray<Fact> TraitedFacts) : ICatalogueEntry
{
    public bool FactsKnown => Facts.Length > 0 || TraitedFacts.Length > 0;
}
