using Gw2Optimizer.Solvers.Gear.Search;

namespace Gw2Optimizer.Solvers.Gear;

/// <summary>Finds the best gear and proves it, by branch and bound over affine majorants of what builds are worth.</summary>
/// <remarks>The same question has the same answer, whatever the threads do; only an interruption depends on when it comes.</remarks>
public static class GearSolver
{
    /// <param name="progress">Told after each round, from the calling thread.</param>
    /// <param name="cancelled">Ends the search with the best so far and its bound.</param>
    /// <exception cref="GearProblemException">The problem is out of range; the message names what and the range.</exception>
    public static GearAnswer Solve(GearProblem problem, GearSearchOptions? options = null, IProgress<GearProgress>? progress = null, CancellationToken cancelled = default)
    {
        options ??= GearSearchOptions.Default;
        GearRanges.Check(problem, options);
        return new Exploration(problem, options, double.NegativeInfinity, progress, cancelled).Run();
    }
}
