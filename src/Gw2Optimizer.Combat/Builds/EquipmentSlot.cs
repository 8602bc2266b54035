using System.Collections.Immutable;
using Gw2Optimizer.Combat.Catalogue;

namespace Gw2Optimizer.Combat.Builds;

/// <summary>A place on a character that a prefix is chosen for, and the kind of piece that is worn there.</summary>
public sealed record EquipmentSlot(string Name, GearPiece Piece)
{
    private static readonly ImmutableArray<EquipmentSlot> ArmorAndTrinkets =
    [
        new("Helm", GearPiece.Helm), new("Shoulders", GearPiece.Shoulders), new("Coat", GearPiece.Coat),
        new("Gloves", GearPiece.Gloves), new("Leggings", GearPiece.Leggings), new("Boots", GearPiece.Boots),
        new("Amulet", GearPiece.Amulet), new("Ring1", GearPiece.Ring), new("Ring2", GearPiece.Ring),
        new("Accessory1", GearPiece.Accessory), new("Accessory2", GearPiece.Accessory), new("Back", GearPiece.Back),
    ];

    /// <summary>13 slots.</summary>
    public static ImmutableArray<EquipmentSlot> WithTwoHandedWeapon { get; } = [.. ArmorAndTrinkets, new("Weapon", GearPiece.TwoHand)];

    /// <summary>14 slots.</summary>
    public static ImmutableArray<EquipmentSlot> WithTwoWeapons { get; } =
        [.. ArmorAndTrinkets, new("MainHand", GearPiece.OneHand), new("OffHand", GearPiece.OneHand)];
}
