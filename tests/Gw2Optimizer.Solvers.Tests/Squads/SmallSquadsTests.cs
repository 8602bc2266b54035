using Gw2Optimizer.Solvers.Squads;

namespace Gw2Optimizer.Solvers.Tests.Squads;

public class SmallSquadsTests
{
    private const int Batch = 150;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void The_best_squad_of_a_small_pool_is_what_trying_all_finds_and_is_proven(int batch)
    {
        var feasible = 0;
        for (var seed = batch * Batch; seed < (batch + 1) * Batch; seed++)
        {
            var request = RandomRequests.Small(seed);
            var expected = new ExhaustiveSquads(request).Run().Best;

            var outcome = request.Solve();

            if (expected is null)
            {
                outcome.ShouldBeOfType<SquadOutcome.Infeasible>($"seed {seed}");
                continue;
            }

            feasible++;
            var solved = outcome.ShouldBeOfType<SquadOutcome.Solved>($"seed {seed}");
            solved.Rating.Points.ShouldBe(expected.Value, $"seed {seed}");
            solved.Proven.ShouldBeTrue($"seed {seed}");
        }

        feasible.ShouldBeGreaterThan(Batch / 3);
    }
}
