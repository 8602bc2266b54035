using Gw2Optimizer.Solvers.Gear;

namespace Gw2Optimizer.Solvers.Tests.Gear;

public sealed class RandomProblemTests
{
    private const int Batches = 16;

    private const int EachBatch = 100;

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(0, Batches)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_best_builds_are_those_of_a_brute_force(int batch)
    {
        for (var i = 0; i < EachBatch; i++)
        {
            var seed = (ulong)((batch * EachBatch) + i);
            var problem = RandomProblems.Of(seed);
            var values = BruteForce.Values(problem);
            var count = 1 + (int)(seed % 4 * 3);
            var answer = GearSolver.Solve(problem, new(BestCount: count, Workers: 1), cancelled: TestContext.Current.CancellationToken);
            var told = $"seed {seed}: {values.Count} builds, best {values.FirstOrDefault():R}, answered {answer.Status} {answer.Best?.Value:R}";
            answer.Status.ShouldBe(values.Count == 0 ? GearStatus.Infeasible : GearStatus.Proven, told);
            answer.Builds.Length.ShouldBe(Math.Min(count, values.Count), told);
            for (var rank = 0; rank < answer.Builds.Length; rank++)
            {
                answer.Builds[rank].Value.ShouldBe(values[rank], Math.Abs(values[rank]) * 2e-9, told);
            }
        }
    }

    [Fact]
    public void Random_problems_are_of_every_kind()
    {
        var problems = Enumerable.Range(0, Batches * EachBatch).Select(seed => RandomProblems.Of((ulong)seed)).ToList();
        problems.Count(problem => problem.Limits.Length > 0).ShouldBeGreaterThan(500);
        problems.Count(problem => problem.Infusions.Max > 0).ShouldBeGreaterThan(300);
        problems.Count(problem => problem.Variants.Length > 1).ShouldBeGreaterThan(300);
        problems.Count(problem => BruteForce.Values(problem).Count == 0).ShouldBeInRange(50, 800);
    }
}
