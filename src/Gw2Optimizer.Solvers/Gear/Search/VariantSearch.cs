namespace Gw2Optimizer.Solvers.Gear.Search;

/// <summary>Looks into a whole variant: bounds it, finds good builds, drops options that cannot be part of a better one, and only then cuts it into parts.</summary>
internal static class VariantSearch
{
    /// <summary>A bound without knowing what to beat, and the builds met on the way.</summary>
    /// <param name="rounds">At least one, without which there is no bound at all.</param>
    public static Region First(VariantModel model, BestBuilds best, int rounds)
    {
        var region = Region.Whole(model);
        Bound(region, best, rounds, SearchLimits.TightenSteps, proof: null, reduce: false);
        return region;
    }

    /// <summary>Looks through a whole variant as far as its nodes go.</summary>
    /// <returns>Null if a bound of the whole closed it.</returns>
    public static TreeSearch? Open(Region root, BestBuilds best, long nodes, ProofRecorder? proof, CancellationToken cancelled)
    {
        if (Bound(root, best, SearchLimits.RootBounds, SearchLimits.RootTightenSteps, proof, reduce: true))
        {
            return null;
        }

        var region = proof is null ? Compact(root) : root;
        if (region != root && Bound(region, best, SearchLimits.RootBounds, SearchLimits.RootTightenSteps, proof, reduce: true))
        {
            return null;
        }

        var search = new TreeSearch(region.Model, best, proof, cancelled);
        search.Run(region, nodes);
        return search;
    }

    private static bool Bound(Region region, BestBuilds best, int rounds, int steps, ProofRecorder? proof, bool reduce)
    {
        var model = region.Model;
        var bounder = new Bounder(model);
        var points = new double[model.Space.Dimensions];
        var improved = region.Bound;
        var idle = 0;
        for (var round = 0; round < rounds && idle < 6; round++)
        {
            if (bounder.Improve(region, best.Cutoff, steps, SearchLimits.RootPricings))
            {
                proof?.Closed(region, bounder.Plane, best.Cutoff);
                return true;
            }

            var start = bounder.HasCandidate ? bounder.Candidate : bounder.Counts;
            model.PointsOf(start, points);
            var (value, missed) = model.Evaluate(points);
            if (missed == 0)
            {
                best.Offer(model, value, start);
            }

            if (reduce)
            {
                bounder.Reduce(region, best.Cutoff, proof is null ? null : (whole, c, o) => proof.Dropped(whole, c, o, bounder.Plane, best.Cutoff));
                if (round == SearchLimits.RoundOfLocalSearch)
                {
                    LocalSearch.Run(model, best, start, SearchLimits.LocalSearchEvaluations);
                }
            }

            idle = improved - region.Bound > 0.01 * (region.Bound - best.Cutoff) ? 0 : idle + 1;
            improved = region.Bound;
        }

        return false;
    }

    private static Region Compact(Region root)
    {
        var space = root.Model.Space;
        var kept = new bool[space.Width];
        for (var o = 0; o < kept.Length; o++)
        {
            kept[o] = root.Closed[o] == 0 || root.Counts[o] > 0;
        }

        var model = root.Model.Keeping(kept);
        var region = Region.Whole(model);
        region.Continue(root);
        return region;
    }
}
