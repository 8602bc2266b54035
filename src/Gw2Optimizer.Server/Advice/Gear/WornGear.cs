using System.Collections.Immutable;
using Gw2Optimizer.Combat.Builds;
using Gw2Optimizer.Combat.Catalogue;
using Gw2Optimizer.Server.Builds;

namespace Gw2Optimizer.Server.Advice.Gear;

/// <summary>A build's equipment and traits in the catalogue's terms.</summary>
/// <param name="PrefixBySlot">By the solver's names.</param>
/// <param name="NotCounted">What is worn and adds nothing here, each with its reason.</param>
internal sealed record WornGear(
    Profession Profession,
    ImmutableArray<Trait> Traits,
    ImmutableArray<EquipmentSlot> Slots,
    IReadOnlyDictionary<string, Prefix> PrefixBySlot,
    UpgradeSet Upgrades,
    IReadOnlyList<string> NotCounted)
{
    private static readonly GameCatalogue Catalogue = GameCatalogue.Shipped;

    public static WornGear Of(StoredBuild build)
    {
        var pieces = build.Equipment.Select(piece => (Slot: GearSlots.Find(piece.Slot), Piece: piece)).Where(one => one.Slot is not null).ToDictionary(one => one.Slot!, one => one.Piece);
        var prefixes = pieces.Where(one => one.Value.StatId is not null).ToDictionary(one => one.Key, one => Catalogue.Prefixes.Get(one.Value.StatId!.Value));
        var notCounted = build.Equipment.SelectMany(NotCountedOf).ToList();
        return new WornGear(
            Catalogue.Professions.Get(build.Profession), TraitsOf(build), GearSlots.For(pieces.Keys.ToHashSet()), prefixes, UpgradesOf(build, pieces, notCounted), notCounted);
    }

    private static ImmutableArray<Trait> TraitsOf(StoredBuild build) =>
    [
        .. build.TraitLines
            .SelectMany(line => (Catalogue.Specializations.Find(line.Id)?.MinorTraits ?? []).Concat(line.Traits))
            .Distinct()
            .Select(Catalogue.Traits.Find)
            .OfType<Trait>(),
    ];

    private static UpgradeSet UpgradesOf(StoredBuild build, Dictionary<string, StoredPiece> pieces, List<string> notCounted)
    {
        var sigils = pieces.Where(one => GearSlots.IsWeapon(one.Key)).SelectMany(one => one.Value.UpgradeIds).Select(Catalogue.Sigils.Find).OfType<Sigil>();
        var relic = build.Equipment.Where(piece => GearSlots.IsRelic(piece.Slot) && piece.ItemId is not null).Select(piece => Catalogue.Relics.Find(piece.ItemId!.Value)).FirstOrDefault();
        return new UpgradeSet(RuneOf(build, pieces, notCounted), [.. sigils.DistinctBy(sigil => sigil.Id)], relic, Food: null, Utility: null);
    }

    /// <summary>A set of six, or one that is said of all armour at once; the catalogue has the bonuses of whole sets only.</summary>
    private static Rune? RuneOf(StoredBuild build, Dictionary<string, StoredPiece> pieces, List<string> notCounted)
    {
        var ofAll = build.Equipment.Where(piece => GearSlots.IsRune(piece.Slot) && piece.ItemId is not null).Select(piece => Catalogue.Runes.Find(piece.ItemId!.Value)).FirstOrDefault();
        var counts = pieces.Where(one => GearSlots.IsArmor(one.Key)).SelectMany(one => one.Value.UpgradeIds).Select(Catalogue.Runes.Find).OfType<Rune>().CountBy(rune => rune).ToList();
        var whole = counts.FirstOrDefault(one => one.Value == GearSlots.ArmorPieces).Key;
        notCounted.AddRange(counts.Where(one => one.Key != whole).Select(one => $"{one.Key.Name}: in {one.Value} of {GearSlots.ArmorPieces} pieces of armour"));
        return ofAll ?? whole;
    }

    private static IEnumerable<string> NotCountedOf(StoredPiece piece)
    {
        if (GearSlots.Find(piece.Slot) is not { } slot)
        {
            return GearSlots.IsRelic(piece.Slot) || GearSlots.IsRune(piece.Slot)
                ? piece.ItemId is { } item && Catalogue.Relics.Find(item) is null && Catalogue.Runes.Find(item) is null ? [$"{piece.Slot}: item {item} is not in the catalogue"] : []
                : [$"{piece.Slot}: only what is worn on land with the first weapon set counts"];
        }

        var reasons = piece.UpgradeIds.Select(upgrade => ReasonOf(slot, upgrade)).OfType<string>();
        return piece.StatId is null ? reasons.Prepend("no attributes chosen").Select(Said) : reasons.Select(Said);

        string Said(string reason) => $"{piece.Slot}: {reason}";
    }

    private static string? ReasonOf(string slot, int upgrade) =>
        GearSlots.IsArmor(slot) && Catalogue.Runes.Find(upgrade) is not null ? null
        : GearSlots.IsWeapon(slot) && Catalogue.Sigils.Find(upgrade) is not null ? null
        : Catalogue.Infusions.Find(upgrade) is { } infusion ? infusion.Name
        : $"upgrade {upgrade} is not in the catalogue";
}
