using Gw2Optimizer.Solvers.Squads;

namespace Gw2Optimizer.Solvers.Tests.Squads;

internal static class Solving
{
    public static SquadOutcome Solve(this SquadRequest request) => SquadSolver.Solve(request, cancellation: TestContext.Current.CancellationToken);

    public static SquadOutcome.Solved Solved(this SquadRequest request) => request.Solve().ShouldBeOfType<SquadOutcome.Solved>();
}
