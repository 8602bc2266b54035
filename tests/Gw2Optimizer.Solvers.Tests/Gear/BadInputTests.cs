using Gw2Optimizer.Combat.Model;
using Gw2Optimizer.Solvers.Gear;

namespace Gw2Optimizer.Solvers.Tests.Gear;

public sealed class BadInputTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static GearProblem Problem { get; } = Small(OracleCase.Read(OracleCase.Names.Single(name => name.Contains("/05", StringComparison.Ordinal))).Problem);

    [Fact]
    public void A_floor_beyond_reach_is_named_alone_with_the_most_that_can_be_had()
    {
        GearLimit[] limits = [new GearLimit.AtLeast(CombatAttribute.Health, 18_000), new GearLimit.AtLeast(CombatAttribute.BoonDuration, 1.5), new GearLimit.AtLeast(CombatAttribute.HealingPower, 300)];
        var problem = Problem with { Limits = [.. limits] };
        var answer = GearSolver.Solve(problem, cancelled: Cancelled);
        answer.Status.ShouldBe(GearStatus.Infeasible);
        answer.Builds.ShouldBeEmpty();
        answer.Conflict!.Limits.ShouldBe([limits[1]]);
        Doing(problem, answer.Conflict.Relaxations.ShouldHaveSingleItem());
    }

    [Fact]
    public void Floors_that_conflict_are_a_smallest_set_and_each_relaxation_would_do()
    {
        GearLimit[] limits = [new GearLimit.AtLeast(CombatAttribute.BoonDuration, 0.35), new GearLimit.AtLeast(CombatAttribute.OutgoingHealing, 0.1), new GearLimit.AtMost(CombatAttribute.Toughness, 1_150), new GearLimit.AtLeast(CombatAttribute.HealingPower, 660)];
        var problem = Problem with { Limits = [.. limits] };
        var conflict = GearSolver.Solve(problem, cancelled: Cancelled).Conflict!;
        conflict.Limits.Length.ShouldBeInRange(2, 3);
        BruteForce.Values(problem with { Limits = conflict.Limits }).ShouldBeEmpty();
        foreach (var limit in conflict.Limits)
        {
            BruteForce.Values(problem with { Limits = conflict.Limits.Remove(limit) }).ShouldNotBeEmpty();
        }

        conflict.Relaxations.ShouldNotBeEmpty();
        conflict.Relaxations.Select(relaxation => relaxation.Relative).ShouldBeInOrder();
        foreach (var relaxation in conflict.Relaxations)
        {
            Doing(problem, relaxation);
        }
    }

    [Fact]
    public void Two_conflicts_are_relaxed_together()
    {
        var problem = Problem with { Limits = [new GearLimit.AtLeast(CombatAttribute.BoonDuration, 1.5), new GearLimit.AtLeast(CombatAttribute.Health, 60_000)] };
        var conflict = GearSolver.Solve(problem, cancelled: Cancelled).Conflict!;
        conflict.Limits.Length.ShouldBe(1);
        var relaxation = conflict.Relaxations.ShouldHaveSingleItem();
        relaxation.Changes.Length.ShouldBeGreaterThanOrEqualTo(2);
        GearSolver.Solve(Moved(problem, relaxation), cancelled: Cancelled).Status.ShouldBe(GearStatus.Proven);
    }

    [Fact]
    public void Unknown_prefixes_and_slots_are_answered_with_the_nearest()
    {
        Message(() => Problem.WithForced("Helm", "Minstral")).ShouldContain("\"Minstrel\"");
        Message(() => Problem.WithForced("Helmet", "Minstrel")).ShouldContain("\"Helm\"");
        Message(() => Problem.WithExcluded("Givver")).ShouldContain("\"Giver\"");
        Message(() => Problem.WithExcluded("Helm", "Harier")).ShouldContain("\"Harrier\"");
    }

    [Fact]
    public void Forced_and_excluded_prefixes_are_kept()
    {
        var problem = Problem.WithForced("Coat", "Giver").WithExcluded("Helm", "Minstrel").WithExcluded("Harrier");
        var best = GearSolver.Solve(problem, cancelled: Cancelled).Best!.PrefixesIn(problem).ToList();
        best[2].ShouldBe("Giver");
        best[0].ShouldNotBe("Minstrel");
        best.ShouldNotContain("Harrier");
    }

    [Fact]
    public void What_is_out_of_range_is_named_with_its_range()
    {
        Message(() => Solve(Problem with { Slots = [] })).ShouldContain("Slots: 0 is not between 1 and 32");
        Message(() => Solve(Problem with { Variants = [] })).ShouldContain("Upgrade variants");
        Message(() => Solve(Problem with { Infusions = new(19, []) })).ShouldContain("Infusions: 19 is not between 0 and 18");
        Message(() => Solve(Problem with { Infusions = new(1, [new(CombatAttribute.Health, 1)]) })).ShouldContain("Health");
        Message(() => Solve(Problem with { Objective = new(0, 0, 0) })).ShouldContain("weight");
        Message(() => Solve(Problem with { Objective = new(-1, 0, 0) })).ShouldContain("weight of damage");
        Message(() => Solve(Problem with { Slots = [new("Helm", [])] })).ShouldContain("Options of slot Helm");
        Message(() => Solve(Problem with { Slots = [new("Helm", [new("Odd", [new(CombatAttribute.Power, double.NaN)])])] })).ShouldContain("Power of Odd in slot Helm");
        Message(() => GearSolver.Solve(Problem, new(BestCount: 0), cancelled: Cancelled)).ShouldContain("between 1 and 10000");
        Message(() => GearFront.Of(Problem, levels: 1, cancelled: Cancelled)).ShouldContain("Levels");
    }

    [Fact]
    public void A_conversion_that_cannot_be_bounded_is_refused_by_name()
    {
        var scenario = Problem.Variants[0].Scenarios[0];
        var odd = Problem with { Variants = [new("odd", [scenario with { Conversions = [new(CombatAttribute.MaximumHealth, CombatAttribute.Toughness, 0.001)] }])] };
        Message(() => Solve(odd)).ShouldContain("Maximum Health");
    }

    private static GearProblem Small(GearProblem recorded) => recorded with { Slots = recorded.Slots[..8], Limits = [] };

    private static void Doing(GearProblem problem, GearRelaxation relaxation)
    {
        relaxation.Relative.ShouldBeGreaterThan(0);
        BruteForce.Values(Moved(problem, relaxation)).ShouldNotBeEmpty();
        var (from, to) = relaxation.Changes.ShouldHaveSingleItem();
        var nearer = to.At(to.Value + ((from.Value - to.Value) * 0.02));
        BruteForce.Values(problem with { Limits = problem.Limits.Replace(from, nearer) }).ShouldBeEmpty("Moved any less it would not do.");
    }

    private static GearProblem Moved(GearProblem problem, GearRelaxation relaxation) =>
        relaxation.Changes.Aggregate(problem, (moved, change) => moved with { Limits = moved.Limits.Replace(change.From, change.To) });

    private static GearAnswer Solve(GearProblem problem) => GearSolver.Solve(problem, cancelled: Cancelled);

    private static string Message(Action action) => Should.Throw<GearProblemException>(action).Message;

    private static string Message(Func<object> action) => Should.Throw<GearProblemException>(() => { action(); }).Message;
}
