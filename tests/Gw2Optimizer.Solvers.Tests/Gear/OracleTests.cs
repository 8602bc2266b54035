using Gw2Optimizer.Combat.Model;
using Gw2Optimizer.Solvers.Gear;

namespace Gw2Optimizer.Solvers.Tests.Gear;

public sealed class OracleTests
{
    public static TheoryData<string> Cases() => [.. OracleCase.Names];

    [Fact]
    public void Twelve_cases_are_known() => OracleCase.Names.Count.ShouldBe(12);

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_recorded_best_build_is_worth_what_was_recorded(string name)
    {
        var known = OracleCase.Read(name);
        var problem = known.Problem;
        var gear = new double[CombatAttributes.GearCount];
        for (var slot = 0; slot < known.BestGear.Count; slot++)
        {
            foreach (var (attribute, amount) in problem.Slots[slot].Options.Single(option => option.Prefix == known.BestGear[slot]).Points)
            {
                gear[(int)attribute] += amount;
            }
        }

        if (name.Contains("infusions", StringComparison.Ordinal))
        {
            gear[(int)CombatAttribute.Power] += 18 * 5;
        }

        var best = problem.Variants.Select(variant => CombatModel.Evaluate(variant.Scenarios.AsSpan(), gear)).MaxBy(problem.Objective.Of);
        best.Damage.ShouldBe(known.Indicators.Damage, 1e-12 + (known.Indicators.Damage * 1e-12));
        best.Survivability.ShouldBe(known.Indicators.Survivability, known.Indicators.Survivability * 1e-12);
        best.Healing.ShouldBe(known.Indicators.Healing, known.Indicators.Healing * 1e-12);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_optimum_is_the_recorded_one_and_proven(string name)
    {
        var known = OracleCase.Read(name);
        var answer = GearSolver.Solve(known.Problem, cancelled: TestContext.Current.CancellationToken);
        answer.Status.ShouldBe(GearStatus.Proven);
        answer.Best!.Value.ShouldBe(known.BestValue, known.BestValue * 1e-9);
        CombatModel.Evaluate(known.Problem.Variants[answer.Best.Variant].Scenarios.AsSpan(), answer.Best.PointsIn(known.Problem)).ShouldBe(answer.Best.Indicators);
        answer.Gap.ShouldBeLessThanOrEqualTo(1e-9);
    }
}
