namespace Gw2Optimizer.Combat.Catalogue;

/// <summary>The kinds of equipment that have a budget of their own. A character wears two rings, two accessories, and one or two weapons.</summary>
public enum GearPiece
{
    Helm,
    Shoulders,
    Coat,
    Gloves,
    Leggings,
    Boots,
    Amulet,
    Ring,
    Accessory,
    Back,
    OneHand,
    TwoHand,
}

/// <summary>Legendary gear has ascended numbers.</summary>
public enum GearRarity
{
    Exotic,
    Ascended,
}

public enum ArmorWeight
{
    Light,
    Medium,
    Heavy,
}
