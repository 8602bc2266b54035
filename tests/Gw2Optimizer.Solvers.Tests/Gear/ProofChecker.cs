using Gw2Optimizer.Combat.Model;
using Gw2Optimizer.Solvers.Gear;

namespace Gw2Optimizer.Solvers.Tests.Gear;

/// <summary>
/// Checks a proof without the solver: that its parts are as many builds as there are and do not overlap, that each part's plane stays below the cutoff over the part,
/// and, build by build with the combat model, that nothing in a part exceeds both plane and cutoff while it holds the limits.
/// </summary>
internal sealed class ProofChecker(GearProblem problem, GearProof proof)
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    public long Builds { get; private set; }

    /// <param name="best">No part may have been closed against more.</param>
    /// <param name="everyBuild">Else a sample of each part, and no check of overlaps by build.</param>
    public void Check(double best, bool everyBuild, SeededNumbers numbers)
    {
        proof.Parts.Sum(CountOf).ShouldBe(CountOfAll(), "Parts hold as many builds as there are.");
        foreach (var part in proof.Parts)
        {
            part.Cutoff.ShouldBeLessThanOrEqualTo(best + (Math.Abs(best) * 2e-9));
            if (part.Plane is { } plane)
            {
                Most(part, [.. plane]).ShouldBeLessThanOrEqualTo(part.Cutoff + (Math.Abs(part.Cutoff) * 1e-9) + 1e-9, "The plane stays below the cutoff.");
            }

            if (everyBuild)
            {
                Visit(part, 0, part.Chosen.Select(counts => counts.ToArray()).ToArray(), best);
            }
            else
            {
                Sample(part, best, numbers);
            }
        }
    }

    private double CountOfAll()
    {
        var counts = proof.Classes.Aggregate(1.0, (product, one) => product * Ways([.. one.Options.Select(option => Math.Min(option.Cap, one.Copies))], one.Copies));
        return counts * problem.Variants.Length;
    }

    private double CountOf(ProofPart part)
    {
        var product = 1.0;
        for (var c = 0; c < proof.Classes.Length; c++)
        {
            product *= Ways([.. Room(part, c)], Left(part, c));
        }

        return product;
    }

    private int Left(ProofPart part, int c) => proof.Classes[c].Copies - part.Chosen[c].Sum();

    private IEnumerable<int> Room(ProofPart part, int c) => part.Open[c].Select(option => Math.Min(proof.Classes[c].Options[option].Cap, proof.Classes[c].Copies) - part.Chosen[c][option]);

    /// <summary>How many multisets there are of so many things, each up to its cap.</summary>
    private static double Ways(int[] caps, int copies)
    {
        var ways = new double[copies + 1];
        ways[0] = 1;
        foreach (var cap in caps)
        {
            var next = new double[copies + 1];
            for (var before = 0; before <= copies; before++)
            {
                for (var taken = 0; taken <= Math.Min(cap, copies - before); taken++)
                {
                    next[before + taken] += ways[before];
                }
            }

            ways = next;
        }

        return ways[copies];
    }

    private double Most(ProofPart part, double[] plane)
    {
        var sum = plane[^1];
        for (var c = 0; c < proof.Classes.Length; c++)
        {
            var options = proof.Classes[c].Options;
            double Worth(int option) => options[option].Points.Select((points, k) => points * plane[k]).Sum();
            for (var option = 0; option < options.Length; option++)
            {
                sum += part.Chosen[c][option] * Worth(option);
            }

            var left = Left(part, c);
            foreach (var (option, room) in part.Open[c].Zip(Room(part, c)).OrderByDescending(pair => Worth(pair.First)))
            {
                var taken = Math.Min(left, room);
                sum += taken * Worth(option);
                left -= taken;
            }
        }

        return sum;
    }

    private void Visit(ProofPart part, int c, int[][] counts, double best)
    {
        if (c == proof.Classes.Length)
        {
            seen.Add($"{part.Variant}:{string.Join('|', counts.Select(row => string.Join(',', row)))}").ShouldBeTrue("No build is in two parts.");
            Build(part, counts, best);
            return;
        }

        Fill(part, c, 0, Left(part, c), counts, () => Visit(part, c + 1, counts, best));
    }

    private void Fill(ProofPart part, int c, int place, int left, int[][] counts, Action then)
    {
        if (left == 0)
        {
            then();
            return;
        }

        if (place == part.Open[c].Length)
        {
            return;
        }

        var option = part.Open[c][place];
        var room = Math.Min(proof.Classes[c].Options[option].Cap, proof.Classes[c].Copies) - counts[c][option];
        for (var taken = 0; taken <= Math.Min(left, room); taken++)
        {
            counts[c][option] += taken;
            Fill(part, c, place + 1, left - taken, counts, then);
            counts[c][option] -= taken;
        }
    }

    private void Sample(ProofPart part, double best, SeededNumbers numbers)
    {
        for (var i = 0; i < 20; i++)
        {
            var counts = part.Chosen.Select(row => row.ToArray()).ToArray();
            for (var c = 0; c < counts.Length; c++)
            {
                for (var left = Left(part, c); left > 0; left--)
                {
                    var open = part.Open[c].Where(option => counts[c][option] < proof.Classes[c].Options[option].Cap).ToList();
                    counts[c][numbers.Of(open)]++;
                }
            }

            Build(part, counts, best);
        }
    }

    private void Build(ProofPart part, int[][] counts, double best)
    {
        Builds++;
        var points = new double[proof.Attributes.Length];
        var gear = new double[CombatAttributes.GearCount];
        for (var c = 0; c < counts.Length; c++)
        {
            for (var option = 0; option < counts[c].Length; option++)
            {
                for (var k = 0; k < points.Length && counts[c][option] > 0; k++)
                {
                    points[k] += counts[c][option] * proof.Classes[c].Options[option].Points[k];
                    gear[(int)proof.Attributes[k]] = points[k];
                }
            }
        }

        if (BruteForce.Worth(problem, part.Variant, gear) is not { } worth)
        {
            return;
        }

        worth.ShouldBeLessThanOrEqualTo(best + (Math.Abs(best) * 2e-9), "No build is better than the best.");
        if (part.Plane is { } plane && worth > part.Cutoff + (Math.Abs(part.Cutoff) * 1e-9))
        {
            worth.ShouldBeLessThanOrEqualTo(plane[^1] + points.Select((amount, k) => amount * plane[k]).Sum() + (Math.Abs(worth) * 1e-9), "The plane is a majorant.");
        }
    }
}
