using System.Collections.Immutable;

using Gw2Optimizer.Combat.Model;

namespace Gw2Optimizer.Combat.Catalogue;

/// <summary>
/// How many points a prefix gives on each piece. Points = round(attribute adjustment * multiplier + offset), GW2 API /v2/items and /v2/itemstats.
/// An exotic amulet, ring, accessory or back counts with the exquisite jewel of its prefix.
/// </summary>
public sealed class GearBudgets
{
    private readonly ImmutableArray<GearBudget> pieces;
    private readonly ImmutableArray<JewelBudget> jewels;

    internal GearBudgets(ImmutableArray<GearBudget> pieces, ImmutableArray<JewelBudget> jewels)
    {
        this.pieces = [.. pieces.OrderBy(budget => budget.Piece)];
        this.jewels = jewels;
    }

    public GearBudget Of(GearPiece piece) => pieces[(int)piece];

    /// <exception cref="ArgumentException">There is no such piece with that prefix, such as a Captain's coat.</exception>
    public AttributePoints Points(Prefix prefix, GearPiece piece, GearRarity rarity = GearRarity.Ascended, GameMode mode = GameMode.PvE)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        var terms = prefix.TermsOf(piece, rarity)
            ?? throw new ArgumentException($"There is no {rarity} {piece} with the prefix '{prefix.Name}'.", nameof(piece));
        var budget = Of(piece);
        var points = new AttributePoints(terms.Terms.Select(term => KeyValuePair.Create(term.Attribute, Rounded(budget, rarity, term))));
        if (rarity == GearRarity.Exotic && budget.Jewel) points += Jewel(prefix);
        return prefix.Shape == PrefixShape.Celestial && mode == GameMode.WvW ? WithoutDurations(points) : points;
    }

    private static int Rounded(GearBudget budget, GearRarity rarity, PrefixTerm term) => (int)Math.Round(
        ((rarity == GearRarity.Ascended ? budget.Ascended : budget.Exotic) * term.Multiplier) + term.Offset, MidpointRounding.AwayFromZero);

    private static AttributePoints WithoutDurations(AttributePoints points) =>
        new(points.Terms.Where(term => term.Key is not (GearAttribute.Expertise or GearAttribute.Concentration)));

    private AttributePoints Jewel(Prefix prefix)
    {
        var jewel = jewels.First(budget => budget.Shape == prefix.Shape);
        var major = prefix.ArmorAndWeapons!.Terms.Max(term => term.Multiplier);
        return new(prefix.ArmorAndWeapons.Terms
            .Where(term => !jewel.Without.Contains(term.Attribute))
            .Select(term => KeyValuePair.Create(term.Attribute, term.Multiplier == major ? jewel.Major : jewel.Minor)));
    }
}

/// <param name="Ascended">The attribute adjustment at level 80; legendary has the same.</param>
/// <param name="Exotic">The attribute adjustment at level 80.</param>
/// <param name="InfusionSlots">With rings attuned and infused, and the back infused: 18 on a character.</param>
/// <param name="Jewel">Whether the exotic piece has an upgrade slot for a jewel.</param>
public sealed record GearBudget(GearPiece Piece, double Ascended, double Exotic, int InfusionSlots, bool Jewel);

/// <summary>Points of an exquisite jewel by shape.</summary>
/// <param name="Without">Attributes of the prefix that the jewel does not give.</param>
public sealed record JewelBudget(PrefixShape Shape, int Major, int Minor, ImmutableArray<GearAttribute> Without);
