using Gw2Optimizer.Combat.Model;
using Gw2Optimizer.Solvers.Gear;

namespace Gw2Optimizer.Solvers.Tests.Gear;

public sealed class GearAnswerTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static GearProblem Recorded(string start) => OracleCase.Read(OracleCase.Names.Single(name => name.StartsWith($"Oracle/{start}", StringComparison.Ordinal))).Problem;

    /// <summary>All prefixes with a floor that needs a long search.</summary>
    private static GearProblem Long { get; } = Recorded("09") with
    {
        Slots = AscendedGear.Slots(AscendedGear.AllPrefixes),
        Limits = [new GearLimit.AtLeast(CombatAttribute.Health, 20_000), new GearLimit.AtLeast(CombatAttribute.BoonDuration, 0.3)],
    };

    [Fact]
    public void A_full_ascended_set_has_exactly_the_points_of_the_budgets()
    {
        double[] PointsOf(string prefix, bool twoHanded)
        {
            var problem = Recorded("14") with { Slots = AscendedGear.Slots([prefix], twoHanded) };
            return GearSolver.Solve(problem with { Limits = [] }, cancelled: Cancelled).Best!.PointsIn(problem);
        }

        PointsOf("Berserker", true).ShouldBe([1382, 960, 0, 0, 960, 0, 0, 0, 0, 0]);
        PointsOf("Berserker", false).ShouldBe([1381, 961, 0, 0, 961, 0, 0, 0, 0, 0]);
        PointsOf("Minstrel", true).ShouldBe([0, 0, 1172, 633, 0, 0, 0, 633, 1172, 0]);
        PointsOf("Minstrel", false).ShouldBe([0, 0, 1173, 633, 0, 0, 0, 633, 1173, 0]);
        PointsOf("Celestial", true).ShouldBe([639, 639, 639, 639, 639, 639, 639, 639, 639, 0]);
    }

    [Fact]
    public void The_answer_does_not_depend_on_the_number_of_threads()
    {
        var problem = Long with { Limits = Long.Limits[1..] };
        var answers = Enumerable.Range(1, 3).Select(workers => GearSolver.Solve(problem, new(BestCount: 5, Workers: workers, NodesMax: 2_000), cancelled: Cancelled)).ToList();
        foreach (var answer in answers[1..])
        {
            answer.Nodes.ShouldBe(answers[0].Nodes);
            answer.Bound.ShouldBe(answers[0].Bound);
            answer.Builds.Select(build => (build.Value, string.Join(',', build.Options))).ShouldBe(answers[0].Builds.Select(build => (build.Value, string.Join(',', build.Options))));
        }
    }

    [Fact]
    public void A_cancelled_search_tells_the_best_so_far_and_its_bound()
    {
        using var cancelled = new CancellationTokenSource();
        var answer = GearSolver.Solve(Long, progress: new Cancelling(cancelled), cancelled: cancelled.Token);
        answer.Status.ShouldBe(GearStatus.Interrupted);
        answer.Best.ShouldNotBeNull();
        answer.Bound.ShouldBeGreaterThan(answer.Best.Value);
        answer.Gap.ShouldBeInRange(1e-6, 0.2);
    }

    [Fact]
    public void A_search_of_many_upgrades_that_is_cancelled_at_once_has_a_bound_that_holds_for_all_of_them()
    {
        var one = Recorded("11");
        var problem = one with { Variants = [.. Enumerable.Repeat(one.Variants[0], 3)] };
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var answer = GearSolver.Solve(problem, cancelled: cancelled.Token);
        answer.Status.ShouldBe(GearStatus.Interrupted);
        double.IsFinite(answer.Bound).ShouldBeTrue();
        var best = GearSolver.Solve(problem, cancelled: Cancelled).Best!.Value;
        answer.Bound.ShouldBeGreaterThanOrEqualTo(best - (1e-9 * best));
    }

    [Fact]
    public void A_search_that_is_cancelled_at_once_still_has_a_bound()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var answer = GearSolver.Solve(Recorded("11"), cancelled: cancelled.Token);
        answer.Status.ShouldBe(GearStatus.Interrupted);
        answer.Bound.ShouldBeGreaterThanOrEqualTo(OracleCase.Read(OracleCase.Names.Single(name => name.Contains("/11", StringComparison.Ordinal))).BestValue);
    }

    [Fact]
    public void A_search_with_few_nodes_brackets_the_optimum()
    {
        var problem = Long with { Limits = Long.Limits[1..] };
        var whole = GearSolver.Solve(problem, new(NodesMax: 5_000), cancelled: Cancelled);
        var little = GearSolver.Solve(problem, new(NodesMax: 1), cancelled: Cancelled);
        little.Status.ShouldBe(GearStatus.Interrupted);
        little.Bound.ShouldBeGreaterThanOrEqualTo(whole.Best!.Value);
        little.Best!.Value.ShouldBeLessThanOrEqualTo(whole.Bound * (1 + 1e-9));
    }

    [Fact]
    public void Ties_are_told()
    {
        var answer = GearSolver.Solve(Recorded("09"), new(BestCount: 12), cancelled: Cancelled);
        answer.Ties.Count().ShouldBe(7);
        answer.MoreTiesPossible.ShouldBeFalse();
        answer.Builds.Length.ShouldBe(12);
        GearSolver.Solve(Recorded("09"), new(BestCount: 2), cancelled: Cancelled).MoreTiesPossible.ShouldBeTrue();
    }

    [Fact]
    public void Everything_within_a_thousandth_is_grouped_by_what_differs()
    {
        var problem = Recorded("02");
        problem = problem with { Slots = [.. problem.Slots.Select(slot => slot with { Options = slot.Options.Sort((one, other) => string.CompareOrdinal(one.Prefix, other.Prefix)) })] };
        var values = BruteForce.Values(problem);
        var best = GearSolver.Solve(problem, cancelled: Cancelled).Best!;
        var near = GearSolver.Near(problem, best, 0.01, cancelled: Cancelled);
        near.Complete.ShouldBeTrue();
        near.Groups.Sum(group => group.Builds.Length).ShouldBe(values.Count(value => value >= values[0] * 0.99));
        near.Groups[0].Difference.ShouldBe("the same prefixes");
        near.Groups[1].Difference.ShouldBe("+1 Assassin, -1 Berserker");
        GearSolver.Near(problem, best, 0.01, most: 3, cancelled: Cancelled).Complete.ShouldBeFalse();
    }

    [Theory]
    [InlineData("01")]
    [InlineData("02")]
    [InlineData("03")]
    [InlineData("04")]
    [InlineData("12")]
    public void Five_points_more_are_worth_about_what_was_recorded(string start)
    {
        var known = OracleCase.Read(OracleCase.Names.Single(name => name.StartsWith($"Oracle/{start}", StringComparison.Ordinal)));
        var slots = known.Problem.Slots;
        var best = new GearBuild(0, [.. known.BestGear.Select((prefix, slot) => slots[slot].Options.ToList().FindIndex(option => option.Prefix == prefix))], [], known.BestValue, known.Indicators);
        var marginals = GearInsight.Marginals(known.Problem, best);
        foreach (var (name, worth) in known.MarginalPlus5)
        {
            marginals.Single(marginal => marginal.Attribute == CombatAttributes.Named(name)).Amount.ShouldBe(worth, 1e-6 + (worth * 1e-3), name);
        }
    }

    [Fact]
    public void A_floor_costs_what_the_best_build_without_it_is_worth_more()
    {
        var problem = Recorded("04");
        var best = GearSolver.Solve(problem, cancelled: Cancelled).Best!;
        var without = GearSolver.Solve(problem with { Limits = [] }, cancelled: Cancelled).Best!;
        var cost = GearInsight.LimitCosts(problem, best, cancelled: Cancelled).Single();
        cost.Exact.ShouldBeTrue();
        cost.Cost.ShouldBe(without.Value - best.Value, 1e-6);
        cost.Cost.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void An_explanation_adds_up_to_the_indicators()
    {
        var problem = Recorded("07");
        var best = GearSolver.Solve(problem, cancelled: Cancelled).Best!;
        GearInsight.Explain(problem, best).Select(explanation => explanation.Value)
            .Zip([best.Indicators.Damage, best.Indicators.Survivability, best.Indicators.Healing])
            .ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) <= pair.Second * 1e-12);
        GearInsight.Sources(problem, best).ShouldContain(source => source.Label == "18 x Power infusion");
    }

    [Fact]
    public void The_front_is_of_builds_that_no_other_beats()
    {
        var problem = Recorded("13") with
        {
            Slots = AscendedGear.Slots(["Berserker", "Harrier", "Minstrel"])[6..12],
            Limits = [],
        };
        var all = new List<Indicators>();
        BruteForce.Run(problem, (_, _, indicators) => all.Add(indicators));
        var front = GearFront.Of(problem, levels: 4, cancelled: Cancelled);
        front.Complete.ShouldBeTrue();
        front.Builds.Length.ShouldBeGreaterThan(5);
        foreach (var build in front.Builds)
        {
            all.ShouldNotContain(other => Beats(other, build.Indicators));
        }

        front.Builds[0].Indicators.Damage.ShouldBe(all.Max(one => one.Damage), 1e-6);
        front.Builds.Max(build => build.Indicators.Survivability).ShouldBe(all.Max(one => one.Survivability), 1e-6);
        front.Builds.Max(build => build.Indicators.Healing).ShouldBe(all.Max(one => one.Healing), 1e-6);
    }

    private static bool Beats(Indicators one, Indicators other)
    {
        const double Noise = 1e-6;
        return one.Damage >= other.Damage - Noise && one.Survivability >= other.Survivability - Noise && one.Healing >= other.Healing - Noise
            && (one.Damage > other.Damage + Noise || one.Survivability > other.Survivability + Noise || one.Healing > other.Healing + Noise);
    }

    private sealed class Cancelling(CancellationTokenSource source) : IProgress<GearProgress>
    {
        public void Report(GearProgress value) => source.Cancel();
    }
}
