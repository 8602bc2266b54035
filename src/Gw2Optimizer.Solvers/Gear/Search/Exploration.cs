namespace Gw2Optimizer.Solvers.Gear.Search;

/// <summary>
/// Explores all variants in rounds: each takes a fixed number of the most promising regions, looks through them side by side, each with its own copy of what is known,
/// and puts together what they found. So the threads decide when it is done, never what.
/// </summary>
internal sealed class Exploration
{
    private readonly GearProblem problem;
    private readonly GearSearchOptions options;
    private readonly IProgress<GearProgress>? progress;
    private readonly CancellationToken cancelled;
    private readonly ParallelOptions parallel;
    private readonly GearSpace space;
    private readonly ProofRecorder? proof;
    private readonly bool untilFirst;
    private readonly List<Region> open = [];
    private BestBuilds best;
    private long nodes;
    private int opened;

    public Exploration(GearProblem problem, GearSearchOptions options, double floor, bool untilFirst, IProgress<GearProgress>? progress, CancellationToken cancelled)
    {
        this.problem = problem;
        this.options = options;
        this.progress = progress;
        this.cancelled = cancelled;
        parallel = new() { MaxDegreeOfParallelism = options.Workers == 0 ? Environment.ProcessorCount : options.Workers };
        space = GearSpace.Of(problem);
        proof = options.RecordProof ? new() : null;
        best = new(options.BestCount, floor);
        this.untilFirst = untilFirst;
    }

    public GearAnswer Run()
    {
        FirstBounds();
        while (open.Count > 0 && !cancelled.IsCancellationRequested && nodes < options.NodesMax && !(untilFirst && best.Builds.Count > 0))
        {
            Round();
            progress?.Report(new(nodes, best.Builds.Count > 0 ? best.Builds[0].Value : null, Bound()));
        }

        var status = open.Count > 0 ? GearStatus.Interrupted : best.Builds.Count > 0 ? GearStatus.Proven : GearStatus.Infeasible;
        return new(status, [.. best.Builds.Select(Worn)], Bound(), nodes, opened, proof is null ? null : space.Proof(problem, proof.Parts), Conflict: null);
    }

    private double Bound()
    {
        var found = best.Builds.Count > 0 ? best.Builds[0].Value : double.NegativeInfinity;
        return open.Count > 0 ? Math.Max(found, open.Max(region => region.Bound)) : found;
    }

    private void FirstBounds()
    {
        var roots = new Region[problem.Variants.Length];
        var found = new BestBuilds[problem.Variants.Length];
        SideBySide(roots.Length, variant =>
        {
            // A variant that the cancellation came before still gets a bound, if a bad one: without it nothing is known of the whole.
            found[variant] = best.Copy();
            roots[variant] = VariantSearch.First(new(problem, variant, space), found[variant], cancelled.IsCancellationRequested ? 1 : SearchLimits.FirstBounds);
        });
        for (var variant = 0; variant < roots.Length; variant++)
        {
            open.Add(roots[variant]);
            Merge(found[variant]);
        }

        nodes += roots.Length;
    }

    private void Round()
    {
        var batch = Batch();
        var budget = batch.Count < SearchLimits.RegionsPerRound ? SearchLimits.NodesPerFirstRegion : SearchLimits.NodesPerRegion;
        var results = new RegionResult[batch.Count];
        SideBySide(batch.Count, i => results[i] = Look(batch[i], budget));
        foreach (var result in results)
        {
            Merge(result.Best);
            open.AddRange(result.Open);
            nodes += result.Nodes;
            opened += result.Opened ? 1 : 0;
            proof?.Add(result.Proof);
        }
    }

    /// <summary>The most promising regions; those that cannot hold anything better are gone.</summary>
    private List<Region> Batch()
    {
        if (proof is null)
        {
            open.RemoveAll(region => region.Bound <= best.Cutoff);
        }

        open.Sort(static (one, other) => other.Bound.CompareTo(one.Bound) is var byBound and not 0 ? byBound : one.Model.Variant.CompareTo(other.Model.Variant));
        var batch = open.GetRange(0, Math.Min(SearchLimits.RegionsPerRound, open.Count));
        open.RemoveRange(0, batch.Count);
        return batch;
    }

    private RegionResult Look(Region region, long budget)
    {
        var mine = best.Copy();
        var recorder = proof is null ? null : new ProofRecorder();
        if (cancelled.IsCancellationRequested)
        {
            return new(mine, [region], 0, Opened: false, []);
        }

        if (region.Untouched)
        {
            var search = VariantSearch.Open(region, mine, budget, recorder, cancelled);
            return new(mine, search?.Open ?? [], (search?.Nodes ?? 0) + 1, search is not null, recorder?.Parts ?? []);
        }

        var tree = new TreeSearch(region.Model, mine, recorder, cancelled);
        tree.Run(region, budget);
        return new(mine, tree.Open, tree.Nodes, Opened: false, recorder?.Parts ?? []);
    }

    private void Merge(BestBuilds found)
    {
        foreach (var build in found.Builds)
        {
            best.Offer(build);
        }
    }

    private void SideBySide(int count, Action<int> work)
    {
        if (count == 1 || parallel.MaxDegreeOfParallelism == 1)
        {
            for (var i = 0; i < count; i++)
            {
                work(i);
            }

            return;
        }

        Parallel.For(0, count, parallel, work);
    }

    private GearBuild Worn(FoundBuild build)
    {
        var (worn, infusions) = space.Worn(problem, build.Counts);
        var answer = new GearBuild(build.Variant, worn, infusions, build.Value, default);
        return answer with { Indicators = Combat.Model.CombatModel.Evaluate(problem.Variants[build.Variant].Scenarios.AsSpan(), answer.PointsIn(problem)) };
    }

    private sealed record RegionResult(BestBuilds Best, List<Region> Open, long Nodes, bool Opened, IReadOnlyList<ProofPart> Proof);
}
