using Gw2Optimizer.Combat.Squads;
using Gw2Optimizer.Solvers.Squads;

namespace Gw2Optimizer.Solvers.Tests.Squads;

public class SynergyTests
{
    private static readonly Selector[] Specializations =
        [.. SquadCatalogue.Shipped.Archetypes.Select(archetype => new Selector(archetype.Profession, archetype.Specialization)).Distinct()];

    [Theory]
    [InlineData("zerg")]
    [InlineData("raid")]
    public void A_pair_and_the_pair_turned_round_are_the_same_from_0_to_10(string mode)
    {
        var best = 0.0;
        for (var first = 0; first < Specializations.Length; first += 4)
        {
            foreach (var second in Specializations.Where((_, index) => index % 5 == 0))
            {
                var one = Of(mode, Specializations[first], second);
                var turned = Of(mode, second, Specializations[first]);

                turned.Score.ShouldBe(one.Score);
                turned.SharedBoons.ShouldBe(one.SharedBoons);
                turned.Gaps.ShouldBe(one.Gaps);
                turned.Strengths.ShouldBe(one.Strengths);
                turned.Weaknesses.ShouldBe(one.Weaknesses);
                one.Score.ShouldBeInRange(0, 10);
                best = Math.Max(best, one.Score);
            }
        }

        best.ShouldBeGreaterThan(5);
    }

    [Fact]
    public void The_gain_is_what_the_pair_has_over_its_parts()
    {
        var raid = SquadCatalogue.Shipped.Mode("raid")!;
        var synergy = Of("raid", new(null, "Firebrand", "healer"), new(null, "Renegade", "boon_support"));

        long Covered(params Archetype[] members) => SquadScore.Rate(raid, [members]).Terms.Where(term => term.Subgroup is not null).Sum(term => term.Points);
        synergy.Points.ShouldBe(Covered(synergy.First, synergy.Second) - Covered(synergy.First) - Covered(synergy.Second));
        synergy.Strengths.ShouldContain(strength => strength.StartsWith("alacrity", StringComparison.Ordinal));
        synergy.Gaps.ShouldNotContain(Effect.Quickness);
    }

    [Fact]
    public void Two_that_give_nothing_gain_nothing() => Of("raid", new(null, "Weaver"), new(null, "Weaver")).Score.ShouldBe(0);

    [Fact]
    public void A_profession_alone_stands_for_the_best_of_its_builds() =>
        Of("raid", new("Guardian"), new("Revenant")).Score.ShouldBeGreaterThanOrEqualTo(Of("raid", new(null, "Dragonhunter"), new(null, "Herald")).Score);

    [Fact]
    public void A_name_that_is_none_is_told()
    {
        Synergy.Of("raid", new(null, "Firebrnd"), new("Revenant"), out var problems).ShouldBeNull();

        problems.ShouldHaveSingleItem().ShouldBe(new("first.specialization", "There is no specialization 'Firebrnd'. Did you mean Firebrand?"));
    }

    private static Synergy Of(string mode, Selector first, Selector second) => Synergy.Of(mode, first, second, out _).ShouldNotBeNull();
}
