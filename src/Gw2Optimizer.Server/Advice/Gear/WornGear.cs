using System.Collections.Immutable;
using Gw2Optimizer.Combat.Builds;
using Gw2Optimizer.Combat.Catalogue;
using Gw2Optimizer.Server.Builds;

namespace Gw2Optimizer.Server.Advice.Gear;

/// <summary>A build's equipment and traits in the catalogue's terms. What the catalogue does not know counts for nothing.</summary>
/// <param name="PrefixBySlot">By the solver's names.</param>
internal sealed record WornGear(
    Profession Profession, ImmutableArray<Trait> Traits, ImmutableArray<EquipmentSlot> Slots, IReadOnlyDictionary<string, Prefix> PrefixBySlot, UpgradeSet Upgrades)
{
    private static readonly GameCatalogue Catalogue = GameCatalogue.Shipped;

    public static WornGear Of(StoredBuild build)
    {
        var pieces = build.Equipment.Select(piece => (Slot: GearSlots.Find(piece.Slot), Piece: piece)).Where(one => one.Slot is not null).DistinctBy(one => one.Slot).ToList();
        var prefixes = pieces
            .Select(one => (one.Slot, Prefix: one.Piece.StatId is { } stat ? Catalogue.Prefixes.Find(stat) : null))
            .Where(one => one.Prefix is not null)
            .ToDictionary(one => one.Slot!, one => one.Prefix!);
        return new WornGear(
            Catalogue.Professions.Get(build.Profession), TraitsOf(build), GearSlots.For(pieces.Select(one => one.Slot!).ToHashSet()), prefixes, UpgradesOf(build, pieces));
    }

    private static ImmutableArray<Trait> TraitsOf(StoredBuild build) =>
    [
        .. build.TraitLines
            .SelectMany(line => (Catalogue.Specializations.Find(line.Id)?.MinorTraits ?? []).Concat(line.Traits))
            .Distinct()
            .Select(Catalogue.Traits.Find)
            .OfType<Trait>(),
    ];

    private static UpgradeSet UpgradesOf(StoredBuild build, IReadOnlyList<(string? Slot, StoredPiece Piece)> pieces)
    {
        var rune = pieces.SelectMany(one => one.Piece.UpgradeIds).Select(Catalogue.Runes.Find).FirstOrDefault(found => found is not null);
        var sigils = pieces.Where(one => GearSlots.IsWeapon(one.Slot!)).SelectMany(one => one.Piece.UpgradeIds).Select(Catalogue.Sigils.Find).OfType<Sigil>();
        var relic = build.Equipment.Where(piece => GearSlots.IsRelic(piece.Slot) && piece.ItemId is not null).Select(piece => Catalogue.Relics.Find(piece.ItemId!.Value)).FirstOrDefault();
        return new UpgradeSet(rune, [.. sigils.DistinctBy(sigil => sigil.Id)], relic, Food: null, Utility: null);
    }
}
