namespace Gw2Optimizer.Solvers.Gear.Search;

/// <summary>The best so far, as many as asked for, each once.</summary>
internal sealed class BestBuilds
{
    private readonly int capacity;
    private readonly double floor;
    private readonly List<FoundBuild> builds;

    /// <param name="floor">Nothing below it is wanted.</param>
    public BestBuilds(int capacity, double floor)
        : this(capacity, floor, [])
    {
    }

    private BestBuilds(int capacity, double floor, List<FoundBuild> builds)
    {
        this.capacity = capacity;
        this.floor = floor;
        this.builds = builds;
        Cutoff = NewCutoff();
    }

    public IReadOnlyList<FoundBuild> Builds => builds;

    /// <summary>What a part of the space must exceed to be looked into.</summary>
    public double Cutoff { get; private set; }

    public bool Full => builds.Count == capacity;

    public BestBuilds Copy() => new(capacity, floor, [.. builds]);

    /// <summary>Keeps a build that holds the limits, if it is good enough.</summary>
    /// <param name="value">About its worth; the exact one is taken from the counts, so that the same build is never found as two.</param>
    /// <param name="counts">By the options of the model's space.</param>
    public void Offer(VariantModel model, double value, ReadOnlySpan<int> counts)
    {
        if (value <= Cutoff && (Full || value < floor))
        {
            return;
        }

        Offer(new FoundBuild(model.Variant, model.ValueOf(counts), model.InProblem(counts)));
    }

    public void Offer(FoundBuild build)
    {
        var place = builds.BinarySearch(build, FoundBuild.Order);
        if (place >= 0)
        {
            return;
        }

        builds.Insert(~place, build);
        if (builds.Count > capacity)
        {
            builds.RemoveAt(capacity);
        }

        Cutoff = NewCutoff();
    }

    /// <summary>Indicators are never negative, so what cannot reach 0 cannot hold the limits.</summary>
    private double NewCutoff()
    {
        var wanted = Full ? builds[^1].Value : double.NegativeInfinity;
        return Math.Max(Math.Max(floor, wanted), 0) + (Full ? GearAnswer.Tolerance * Math.Abs(wanted) : -1e-9);
    }
}

/// <param name="Counts">How often each option of the problem's space is chosen.</param>
internal sealed record FoundBuild(int Variant, double Value, int[] Counts)
{
    /// <summary>Best first, then by variant, then those that choose the earlier options.</summary>
    public static IComparer<FoundBuild> Order { get; } = Comparer<FoundBuild>.Create((one, other) =>
        other.Value.CompareTo(one.Value) is var byValue and not 0 ? byValue
        : one.Variant.CompareTo(other.Variant) is var byVariant and not 0 ? byVariant
        : other.Counts.AsSpan().SequenceCompareTo(one.Counts));
}
