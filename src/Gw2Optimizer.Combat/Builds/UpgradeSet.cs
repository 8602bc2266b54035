using System.Collections.Immutable;
using Gw2Optimizer.Combat.Catalogue;

namespace Gw2Optimizer.Combat.Builds;

/// <summary>What a character wears beside prefixes and infusions; null and empty are nothing.</summary>
public sealed record UpgradeSet(Rune? Rune, ImmutableArray<Sigil> Sigils, Relic? Relic, Consumable? Food, Consumable? Utility)
{
    public static UpgradeSet None { get; } = new(null, [], null, null, null);

    public IEnumerable<string> Names =>
        ((ICatalogueEntry?[])[Rune, .. Sigils, Relic, Food, Utility]).OfType<ICatalogueEntry>().Select(entry => entry.Name);

    public override string ToString() => Names.Any() ? string.Join(", ", Names) : "no upgrades";
}
