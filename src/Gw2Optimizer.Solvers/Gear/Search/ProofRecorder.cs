using System.Collections.Immutable;

namespace Gw2Optimizer.Solvers.Gear.Search;

/// <summary>Keeps every part of the space that is closed, and why.</summary>
internal sealed class ProofRecorder
{
    private readonly List<ProofPart> parts = [];

    public IReadOnlyList<ProofPart> Parts => parts;

    public void Add(IEnumerable<ProofPart> others) => parts.AddRange(others);

    public void Closed(Region region, ReadOnlySpan<double> plane, double cutoff) => parts.Add(Part(region, -1, -1, plane, cutoff));

    /// <summary>What the region loses when an option is closed: every build that chooses it at least once.</summary>
    public void Dropped(Region region, int category, int option, ReadOnlySpan<double> plane, double cutoff) =>
        parts.Add(Part(region, category, option, plane, cutoff));

    public void Evaluated(VariantModel model, ReadOnlySpan<int> counts, double cutoff)
    {
        var chosen = ImmutableArray.CreateBuilder<ImmutableArray<int>>();
        foreach (var one in model.Space.Classes)
        {
            chosen.Add([.. counts.Slice(one.Start, one.Options)]);
        }

        parts.Add(new(model.Variant, chosen.ToImmutable(), [.. model.Space.Classes.Select(_ => ImmutableArray<int>.Empty)], null, cutoff));
    }

    private static ProofPart Part(Region region, int category, int option, ReadOnlySpan<double> plane, double cutoff)
    {
        var chosen = ImmutableArray.CreateBuilder<ImmutableArray<int>>();
        var open = ImmutableArray.CreateBuilder<ImmutableArray<int>>();
        for (var c = 0; c < region.Left.Length; c++)
        {
            var one = region.Model.Space.Classes[c];
            var counts = region.Counts.AsSpan(one.Start, one.Options).ToArray();
            var left = region.Left[c];
            if (c == category)
            {
                counts[option - one.Start]++;
                left--;
            }

            chosen.Add([.. counts]);
            open.Add([.. Enumerable.Range(0, left > 0 ? one.Options : 0).Where(o => region.Closed[one.Start + o] == 0)]);
        }

        return new(region.Model.Variant, chosen.ToImmutable(), open.ToImmutable(), [.. plane], cutoff);
    }
}
