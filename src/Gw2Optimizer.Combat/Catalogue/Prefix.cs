using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Gw2Optimizer.Combat.Catalogue;

public enum PrefixShape
{
    /// <summary>One major and two minor attributes.</summary>
    ThreeAttributes,

    /// <summary>Two major and two minor attributes.</summary>
    FourAttributes,

    /// <summary>All nine alike; no Concentration and no Expertise in WvW.</summary>
    Celestial,

    /// <summary>Ascended trinkets whose jewel half is of another combination, such as "Berserker and Valkyrie".</summary>
    Mixed,

    /// <summary>One or two attributes, or unused at level 80: on gear below it.</summary>
    Levelling,
}

/// <summary>A combination of attributes on gear ("Berserker"). Source: GW2 API /v2/itemstats.</summary>
/// <param name="Id">The lowest itemstat id of armour and weapons, or of trinkets where there is no other.</param>
/// <param name="ApiName">As the API writes it: "Berserker's".</param>
/// <param name="ArmorAndWeapons">Null: does not exist there (mixed combinations, Captain).</param>
/// <param name="TrinketsAndBack">Of ascended trinkets and backs; null: levelling combinations.</param>
/// <param name="ItemstatIds">Every itemstat id with this name, jewels included.</param>
public sealed record Prefix(
    int Id,
    string Name,
    string ApiName,
    PrefixShape Shape,
    PrefixTerms? ArmorAndWeapons,
    PrefixTerms? TrinketsAndBack,
    ImmutableArray<int> ItemstatIds) : ICatalogueEntry
{
    /// <summary>Whether a level-80 player can choose it on exotic or ascended gear.</summary>
    public bool IsSelectable => TrinketsAndBack is not null;

    [JsonIgnore]
    public IEnumerable<int> OtherIds => ItemstatIds;

    [JsonIgnore]
    public IEnumerable<string> OtherNames => [ApiName, Name.EndsWith('s') ? Name : Name + "'s"];

    /// <summary>Null: there is no such piece at level 80, such as a Captain's coat or an exotic trinket of a mixed combination.</summary>
    public PrefixTerms? TermsOf(GearPiece piece, GearRarity rarity)
    {
        if (!IsSelectable) return null;
        return rarity == GearRarity.Ascended && IsTrinketOrBack(piece) ? TrinketsAndBack : ArmorAndWeapons;
    }

    private static bool IsTrinketOrBack(GearPiece piece) => piece is GearPiece.Amulet or GearPiece.Ring or GearPiece.Accessory or GearPiece.Back;
}

/// <param name="Ids">Itemstat ids with exactly these terms.</param>
public sealed record PrefixTerms(ImmutableArray<int> Ids, ImmutableArray<PrefixTerm> Terms);

/// <summary>Points of a piece = round(the piece's attribute adjustment * multiplier + offset).</summary>
public sealed record PrefixTerm(GearAttribute Attribute, double Multiplier, int Offset);
