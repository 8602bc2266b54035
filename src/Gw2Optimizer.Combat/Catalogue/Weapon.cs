using System.Collections.Immutable;

namespace Gw2Optimizer.Combat.Catalogue;

/// <param name="Id">Its place in the list, from 1.</param>
/// <param name="Code">Its number in build template links; null: none is recorded (trident, speargun).</param>
/// <param name="Hands">All ways that some profession holds it.</param>
/// <param name="Strength">Null: not recorded, and unknown.</param>
/// <param name="Note">What is assumed.</param>
public sealed record Weapon(
    int Id,
    string Name,
    int? Code,
    ImmutableArray<string> Hands,
    WeaponStrength? Strength,
    string? Note) : ICatalogueEntry
{
    public bool IsTwoHanded => Hands.Contains("TwoHand");
}

/// <summary>Weapon strength at level 80; a hit rolls uniformly between minimum and maximum. Source: GW2 wiki Weapon_Strength.</summary>
public sealed record WeaponStrength(double AscendedMin, double AscendedMax, double AscendedMid, double ExoticMid, double PvpMid);

/// <summary>Weapon strength where no weapon is held: kits, bundles, transforms, pets, phantasms.</summary>
public sealed record SpecialStrength(string Name, double Strength);
