using Gw2Optimizer.Combat.Catalogue;

using Gw2Optimizer.Combat.Model;

namespace Gw2Optimizer.Combat.Tests.Catalogue;

public class GearBudgetsTests
{
    private static readonly GearPiece[] Worn =
    [
        GearPiece.Helm, GearPiece.Shoulders, GearPiece.Coat, GearPiece.Gloves, GearPiece.Leggings, GearPiece.Boots, GearPiece.Amulet,
        GearPiece.Ring, GearPiece.Ring, GearPiece.Accessory, GearPiece.Accessory, GearPiece.Back,
    ];

    private static readonly GearPiece[] TwoHanded = [.. Worn, GearPiece.TwoHand];
    private static readonly GearPiece[] DualWield = [.. Worn, GearPiece.OneHand, GearPiece.OneHand];

    private static GameCatalogue Game => GameCatalogue.Shipped;

    public static TheoryData<string, GearAttribute, int, int> FullSets => new()
    {
        { "Berserker", GearAttribute.Power, 1382, 1381 },
        { "Berserker", GearAttribute.Precision, 960, 961 },
        { "Berserker", GearAttribute.Ferocity, 960, 961 },
        { "Assassin", GearAttribute.Precision, 1382, 1381 },
        { "Minstrel", GearAttribute.Toughness, 1172, 1173 },
        { "Minstrel", GearAttribute.HealingPower, 1172, 1173 },
        { "Minstrel", GearAttribute.Vitality, 633, 633 },
        { "Minstrel", GearAttribute.Concentration, 633, 633 },
        { "Celestial", GearAttribute.Power, 639, 639 },
        { "Celestial", GearAttribute.Expertise, 639, 639 },
    };

    [Theory]
    [MemberData(nameof(FullSets))]
    public void The_totals_of_a_full_ascended_set_are_exact(string prefix, GearAttribute attribute, int twoHanded, int dualWield)
    {
        Total(prefix, TwoHanded)[attribute].ShouldBe(twoHanded);
        Total(prefix, DualWield)[attribute].ShouldBe(dualWield);
    }

    [Fact]
    public void Every_three_and_four_attribute_prefix_has_the_same_totals()
    {
        foreach (var prefix in Game.Prefixes.Where(prefix => prefix.IsSelectable && prefix.ArmorAndWeapons is not null))
        {
            var points = Total(prefix.Name, TwoHanded).Terms.Select(term => term.Value).OrderDescending();
            points.ShouldBe(prefix.Shape switch
            {
                PrefixShape.ThreeAttributes => [1382, 960, 960],
                PrefixShape.FourAttributes => [1172, 1172, 633, 633],
                _ => Enumerable.Repeat(639, 9),
            });
        }
    }

    // Rows: piece; ascended three major, minor, four major, minor, celestial; exotic likewise (with the jewel: the celestial one apart).
    // Source of the table: Discretize ascendedStats and raw /v2/items.
    public static TheoryData<GearPiece, int[], int[]> Table => new()
    {
        { GearPiece.Helm, [63, 45, 54, 30, 30], [60, 43, 51, 28, 28] },
        { GearPiece.Shoulders, [47, 34, 40, 22, 22], [45, 32, 38, 21, 21] },
        { GearPiece.Coat, [141, 101, 121, 67, 67], [134, 96, 115, 63, 63] },
        { GearPiece.Gloves, [47, 34, 40, 22, 22], [45, 32, 38, 21, 21] },
        { GearPiece.Leggings, [94, 67, 81, 44, 44], [90, 64, 77, 42, 42] },
        { GearPiece.Boots, [47, 34, 40, 22, 22], [45, 32, 38, 21, 21] },
        { GearPiece.Amulet, [157, 108, 133, 71, 72], [145, 100, 122, 66, 56 + 12] },
        { GearPiece.Ring, [126, 85, 106, 56, 57], [115, 79, 97, 52, 42 + 12] },
        { GearPiece.Accessory, [110, 74, 92, 49, 50], [100, 68, 84, 45, 35 + 12] },
        { GearPiece.Back, [63, 40, 52, 27, 28], [55, 36, 46, 24, 14 + 12] },
        { GearPiece.OneHand, [125, 90, 108, 59, 59], [120, 85, 102, 56, 56] },
        { GearPiece.TwoHand, [251, 179, 215, 118, 118], [239, 171, 205, 113, 113] },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Each_piece_has_its_exact_points(GearPiece piece, int[] ascended, int[] exotic)
    {
        Row(piece, GearRarity.Ascended).ShouldBe(ascended);
        Row(piece, GearRarity.Exotic).ShouldBe(exotic);
    }

    [Fact]
    public void The_celestial_jewel_gives_no_concentration_and_no_expertise()
    {
        var ring = Game.Budgets.Points(Game.Prefixes.Get("Celestial"), GearPiece.Ring, GearRarity.Exotic);

        ring[GearAttribute.Power].ShouldBe(54);
        ring[GearAttribute.Concentration].ShouldBe(42);
        ring[GearAttribute.Expertise].ShouldBe(42);
    }

    [Fact]
    public void Celestial_gives_no_concentration_and_no_expertise_in_WvW()
    {
        var coat = Game.Budgets.Points(Game.Prefixes.Get("Celestial"), GearPiece.Coat, mode: GameMode.WvW);

        coat[GearAttribute.Concentration].ShouldBe(0);
        coat[GearAttribute.Expertise].ShouldBe(0);
        coat[GearAttribute.Power].ShouldBe(67);
    }

    [Theory]
    [InlineData("Captain", GearPiece.Coat, GearRarity.Ascended)]
    [InlineData("Captain", GearPiece.Ring, GearRarity.Exotic)]
    [InlineData("Berserker and Valkyrie", GearPiece.Helm, GearRarity.Ascended)]
    [InlineData("Mighty", GearPiece.Helm, GearRarity.Exotic)]
    public void A_piece_that_does_not_exist_is_named(string prefix, GearPiece piece, GearRarity rarity)
    {
        Game.Prefixes.Get(prefix).TermsOf(piece, rarity).ShouldBeNull();

        var refused = Should.Throw<ArgumentException>(() => Game.Budgets.Points(Game.Prefixes.Get(prefix), piece, rarity));

        refused.Message.ShouldContain(prefix);
        refused.Message.ShouldContain(piece.ToString());
    }

    [Fact]
    public void Mixed_trinkets_take_each_half_from_another_combination()
    {
        var ring = Game.Budgets.Points(Game.Prefixes.Get("Berserker and Valkyrie"), GearPiece.Ring);

        ring.Terms.ShouldBe(
        [
            new(GearAttribute.Power, 126), new(GearAttribute.Precision, 67), new(GearAttribute.Vitality, 18), new(GearAttribute.Ferocity, 85),
        ]);
    }

    [Fact]
    public void A_character_has_eighteen_infusion_slots()
    {
        TwoHanded.Sum(piece => Game.Budgets.Of(piece).InfusionSlots).ShouldBe(18);
        DualWield.Sum(piece => Game.Budgets.Of(piece).InfusionSlots).ShouldBe(18);
    }

    private static AttributePoints Total(string prefix, IEnumerable<GearPiece> pieces) => pieces
        .Select(piece => Game.Budgets.Points(Game.Prefixes.Get(prefix), piece))
        .Aggregate(AttributePoints.Add);

    private static int[] Row(GearPiece piece, GearRarity rarity)
    {
        var three = Game.Budgets.Points(Game.Prefixes.Get("Berserker"), piece, rarity);
        var four = Game.Budgets.Points(Game.Prefixes.Get("Minstrel"), piece, rarity);
        var nine = Game.Budgets.Points(Game.Prefixes.Get("Celestial"), piece, rarity);
        return
        [
            three[GearAttribute.Power], three[GearAttribute.Precision], four[GearAttribute.Toughness], four[GearAttribute.Vitality], nine[GearAttribute.Power],
        ];
    }
}
