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
        var answer = new Exploration(problem, options, double.NegativeInfinity, untilFirst: false, progress, cancelled).Run();
        return answer.Status == GearStatus.Infeasible ? answer with { Conflict = new ConflictSearch(problem, options, cancelled).Run() } : answer;
    }

    /// <summary>Everything that is nearly as good as the best build, grouped by what differs from it.</summary>
    /// <param name="best">Proven.</param>
    /// <param name="relative">Share of its value that may be missing, 0 to 0.1.</param>
    /// <param name="most">Builds at most, 1 to <see cref="GearSearchOptions.BestCountMax"/>; the best of them.</param>
    /// <exception cref="GearProblemException">Out of range.</exception>
    public static NearBuilds Near(GearProblem problem, GearBuild best, double relative = 0.001, int most = 1_000, GearSearchOptions? options = null, CancellationToken cancelled = default)
    {
        ArgumentNullException.ThrowIfNull(best);
        options = (options ?? GearSearchOptions.Default) with { BestCount = most, RecordProof = false };
        GearRanges.Check(problem, options);
        GearRanges.CheckShare(relative);
        var floor = best.Value - (Math.Abs(best.Value) * (relative + GearAnswer.Tolerance));
        var answer = new Exploration(problem, options, floor, untilFirst: false, progress: null, cancelled).Run();
        return NearBuilds.Of(problem, best, answer, most);
    }
}
