using Gw2Optimizer.Combat.Squads;

namespace Gw2Optimizer.Combat.Tests.Squads;

public class SquadCatalogueTests
{
    private static readonly SquadCatalogue Catalogue = SquadCatalogue.Shipped;

    [Fact]
    public void Every_elite_specialization_and_every_core_profession_has_an_archetype()
    {
        Catalogue.Professions.Count.ShouldBe(9);
        foreach (var profession in Catalogue.Professions)
        {
            var known = Catalogue.Archetypes.Where(archetype => archetype.Profession == profession).Select(archetype => archetype.Specialization).Distinct().ToArray();
            known.Length.ShouldBe(5, profession);
            known.ShouldContain(SquadCatalogue.Core, profession);
            Catalogue.CoreLines[profession].Count.ShouldBe(5, profession);
        }

        Catalogue.Specializations.Count.ShouldBe(37);
    }

    [Fact]
    public void Ids_are_unique_and_roles_are_the_apis()
    {
        Catalogue.Archetypes.Select(archetype => archetype.Id).ShouldBeUnique();
        Catalogue.Archetypes.Select(archetype => archetype.Role).Distinct().ShouldBe(SquadCatalogue.Roles, ignoreOrder: true);
    }

    [Fact]
    public void Amounts_are_quarters_and_each_class_of_evidence_is_explained()
    {
        foreach (var archetype in Catalogue.Archetypes)
        {
            archetype.Provides.ShouldAllBe(given => given.Amount >= 1 && given.Amount <= 4, archetype.Id);
            archetype.Provides.Select(given => given.Effect).ShouldBeUnique(archetype.Id);
        }

        Catalogue.Evidence.Keys.ShouldBe(Enum.GetValues<EvidenceClass>(), ignoreOrder: true);
    }

    [Fact]
    public void No_build_gives_both_quickness_and_alacrity() =>
        Catalogue.Archetypes.ShouldAllBe(archetype => archetype.Amount(Effect.Quickness) == 0 || archetype.Amount(Effect.Alacrity) == 0);

    [Fact]
    public void Every_mode_of_the_api_says_what_it_needs_and_why()
    {
        Catalogue.Modes.Select(mode => mode.Mode).ShouldBe(["zerg", "raid_guild", "roaming", "raid", "strike", "fractal", "open_world", "spvp"]);
        foreach (var mode in Catalogue.Modes)
        {
            mode.Why.ShouldNotBeEmpty();
            mode.Subgroup.Count.ShouldBeInRange(1, 16, mode.Mode);
            mode.Subgroup.ShouldAllBe(need => need.Target > 0 && need.Weight >= need.SurplusWeight && need.SurplusWeight >= 0, mode.Mode);
            Catalogue.Archetypes.ShouldAllBe(archetype => mode.OwnPoints(archetype) > 0, mode.Mode);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 24)]
    [InlineData(5, 40)]
    [InlineData(6, 42)]
    [InlineData(8, 46)]
    [InlineData(20, 46)]
    public void A_need_counts_in_full_to_its_target_then_less_then_nothing(int supplied, int points) =>
        new SubgroupNeed(Effect.Stability, Target: 5, Weight: 8, Surplus: 3, SurplusWeight: 2).Points(supplied).ShouldBe(points);

    [Theory]
    [InlineData(1, 3)]
    [InlineData(10, 9)]
    [InlineData(11, 10)]
    [InlineData(50, 37)]
    public void A_squads_need_grows_with_its_size_and_is_rounded_up(int size, int target) =>
        new SquadNeed(Effect.Strip, Base: 2, PerTen: 7, Weight: 20).Target(size).ShouldBe(target);

    [Fact]
    public void A_worked_example_has_the_points_of_the_documentation()
    {
        var raid = Catalogue.Mode("raid")!;
        Archetype Of(string id) => Catalogue.Archetypes.Single(archetype => archetype.Id == id);

        var rating = SquadScore.Rate(raid, [[Of("guardian/firebrand/healer/quickness"), Of("elementalist/weaver/dps/standard")]]);

        rating.Terms.Single(term => term.Effect == Effect.Quickness).Points.ShouldBe(2 * 10 * 4);
        rating.Terms.Single(term => term.Effect == Effect.Alacrity).Points.ShouldBe(0);
        rating.Terms.Single(term => term.Effect == Effect.Alacrity).Missing.ShouldBe(2 * 8 * 4);
        rating.Terms.Single(term => term.Effect == Effect.Damage).Points.ShouldBe(40 * (1 + 4));
        rating.Points.ShouldBe(rating.Terms.Sum(term => term.Points));
        rating.Value.ShouldBe(100.0 * rating.Points / rating.Ideal);
    }
}
