using System.Runtime.InteropServices;

namespace Gw2Optimizer.Solvers.Gear.Search;

/// <summary>
/// Looks through one region depth first: bounds it, closes what the bound rules out, and chooses for the class that matters most.
/// What is left when its nodes are used up is handed back as open regions. What it does depends on nothing but its arguments.
/// </summary>
internal sealed class TreeSearch
{
    private readonly VariantModel model;
    private readonly Bounder bounder;
    private readonly BestBuilds best;
    private readonly ProofRecorder? proof;
    private readonly CancellationToken cancelled;
    private readonly List<Level> levels = [];
    private readonly PlaneEnumeration enumeration;
    private readonly double[] points;
    private long nodesLeft;

    public TreeSearch(VariantModel model, BestBuilds best, ProofRecorder? proof, CancellationToken cancelled)
    {
        this.model = model;
        this.best = best;
        this.proof = proof;
        this.cancelled = cancelled;
        bounder = new(model);
        enumeration = new(model, best);
        points = new double[model.Space.Dimensions];
    }

    public long Nodes { get; private set; }

    /// <summary>Regions that are not looked through.</summary>
    public List<Region> Open { get; } = [];

    public void Run(Region root, long nodes)
    {
        nodesLeft = nodes;
        At(0).Region.Take(root);
        Visit(0);
    }

    private void Visit(int depth)
    {
        var region = levels[depth].Region;
        if (nodesLeft <= 0 || cancelled.IsCancellationRequested)
        {
            Open.Add(region.Copy());
            return;
        }

        nodesLeft--;
        Nodes++;
        if (Close(region))
        {
            return;
        }

        var branching = bounder.Branching(region);
        if (branching < 0)
        {
            Leaf(region.Counts, region.Fixed);
            return;
        }

        if (proof is null && enumeration.Run(region, bounder, SearchLimits.StepsPerEnumeration, SearchLimits.PicksPerClass))
        {
            Nodes += enumeration.Evaluated;
            return;
        }

        Branch(depth, region, branching);
    }

    private bool Close(Region region)
    {
        var before = region.Bound;
        for (var round = 0; round < SearchLimits.BoundsPerNode; round++)
        {
            if (bounder.Improve(region, best.Cutoff, SearchLimits.TightenSteps, SearchLimits.Pricings))
            {
                proof?.Closed(region, bounder.Plane, best.Cutoff);
                return true;
            }

            if (bounder.HasCandidate)
            {
                OfferBest();
            }

            var closed = bounder.Reduce(region, best.Cutoff, proof is null ? null : (whole, c, o) => proof.Dropped(whole, c, o, bounder.Plane, best.Cutoff));
            var gained = before - region.Bound;
            before = region.Bound;
            if (closed == 0 && round > 0 && gained < SearchLimits.WorthAnotherBound * (region.Bound - best.Cutoff))
            {
                break;
            }
        }

        return false;
    }

    private void Branch(int depth, Region region, int category)
    {
        var level = At(depth);
        List(level, category);
        foreach (var child in level.Children)
        {
            var worthwhile = child.Bound > best.Cutoff;
            if (worthwhile && child.Copies == region.Left[category] && OthersChosen(region, category))
            {
                Leaf(region, child.Option, child.Copies);
            }
            else if (worthwhile || proof is not null)
            {
                var next = At(depth + 1).Region;
                Descend(level, next, category, child);
                if (worthwhile)
                {
                    Visit(depth + 1);
                }
                else
                {
                    proof!.Closed(next, level.Plane, best.Cutoff);
                }
            }
        }
    }

    /// <summary>
    /// Which option is the most worthy one that is chosen, and how often: parts that do not overlap, and that the last plane bounds at once, best first.
    /// </summary>
    private void List(Level level, int category)
    {
        var region = level.Region;
        var one = model.Space.Classes[category];
        var ordered = bounder.Ordered(region, category);
        ordered.CopyTo(level.Order);
        bounder.Plane.CopyTo(level.Plane);
        level.Children.Clear();
        var left = region.Left[category];
        var rest = bounder.Maximum - Chosen(region, one, ordered, 0, left);
        for (var rank = 0; rank < ordered.Length; rank++)
        {
            var option = ordered[rank];
            for (var copies = Math.Min(left, region.Room(one, option)); copies > 0; copies--)
            {
                var others = Chosen(region, one, ordered, rank + 1, left - copies);
                if (others > double.NegativeInfinity)
                {
                    level.Children.Add(new(option, copies, rank, rest + (copies * bounder.Worth[option]) + others));
                }
            }
        }

        level.Children.Sort(static (child, other) => other.Bound.CompareTo(child.Bound) is var byBound and not 0 ? byBound
            : child.Rank.CompareTo(other.Rank) is var byRank and not 0 ? byRank : other.Copies.CompareTo(child.Copies));
    }

    /// <summary>The most that so many copies of the options from a rank on can add; negative infinity if there are not enough.</summary>
    private double Chosen(Region region, GearClass one, ReadOnlySpan<int> ordered, int rank, int copies)
    {
        var sum = 0.0;
        for (; copies > 0 && rank < ordered.Length; rank++)
        {
            var taken = Math.Min(copies, region.Room(one, ordered[rank]));
            sum += taken * bounder.Worth[ordered[rank]];
            copies -= taken;
        }

        return copies > 0 ? double.NegativeInfinity : sum;
    }

    private static void Descend(Level level, Region next, int category, Child child)
    {
        next.Take(level.Region);
        for (var rank = 0; rank <= child.Rank; rank++)
        {
            next.Closed[level.Order[rank]] = double.NegativeInfinity;
        }

        next.Choose(category, child.Option, child.Copies);
        next.Bound = Math.Min(next.Bound, child.Bound);
    }

    private static bool OthersChosen(Region region, int category)
    {
        for (var c = 0; c < region.Left.Length; c++)
        {
            if (c != category && region.Left[c] > 0)
            {
                return false;
            }
        }

        return true;
    }

    private void Leaf(Region region, int option, int copies)
    {
        for (var k = 0; k < points.Length; k++)
        {
            points[k] = region.Fixed[k] + (model.Space.Points[(k * model.Space.Width) + option] * copies);
        }

        region.Counts[option] += copies;
        Leaf(region.Counts, points);
        region.Counts[option] -= copies;
    }

    private void Leaf(ReadOnlySpan<int> counts, ReadOnlySpan<double> at)
    {
        Nodes++;
        proof?.Evaluated(model, counts, best.Cutoff);
        var (value, missed) = model.Evaluate(at);
        if (missed == 0)
        {
            best.Offer(model, value, counts);
        }
    }

    private void OfferBest()
    {
        model.PointsOf(bounder.Candidate, points);
        var (value, missed) = model.Evaluate(points);
        if (missed == 0)
        {
            best.Offer(model, value, bounder.Candidate);
        }
    }

    private Level At(int depth)
    {
        while (levels.Count <= depth)
        {
            levels.Add(new(model));
        }

        return levels[depth];
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Child(int Option, int Copies, int Rank, double Bound);

    /// <summary>What one depth of the search keeps while those below it are looked through.</summary>
    private sealed class Level(VariantModel model)
    {
        public Region Region { get; } = new(model);

        public List<Child> Children { get; } = [];

        public int[] Order { get; } = new int[model.Space.Width];

        public double[] Plane { get; } = new double[model.Space.Dimensions + 1];
    }
}
