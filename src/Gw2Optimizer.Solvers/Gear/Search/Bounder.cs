using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Gw2Optimizer.Solvers.Gear.Relaxations;

namespace Gw2Optimizer.Solvers.Gear.Search;

/// <summary>
/// Bounds a region from above. Every nonlinear step of the relaxation is replaced by an affine majorant that touches it at the region's mean:
/// with u = x / x0 + y / y0 and v = x / x0 - y / y0, a product is x y = x0 y0 / 4 (u u - v v); the concave part has its tangent, and the convex part the secant
/// over the range that u has among builds that beat the cutoff. That range is narrow, since u is the direction in which the product grows.
/// The sum of majorants and priced rows is affine, so its best build is the best option of each choice.
/// </summary>
/// <remarks>One thread's; holds only scratch space between calls.</remarks>
internal sealed partial class Bounder
{
    /// <summary>Half the width around 100 % in which a capped quantity is taken as partly capped.</summary>
    private const double CapBlur = 0.01;
    private readonly VariantModel model;
    private readonly GearSpace space;
    private readonly Relaxation relaxation;
    private readonly int dimensions;
    private readonly int stride;
    private readonly int[] open;
    private readonly double[] center;
    private readonly double[] tip;
    private readonly double[] nodePlanes;
    private readonly double[] centerValues;
    private readonly double[] tipValues;
    private readonly double[] first;
    private readonly double[] second;
    private readonly double[] direction;
    private readonly double[] directionWorth;
    private readonly double[] planeWorth;
    private readonly double[] planeBase;
    private readonly double[] rowPlanes;
    private readonly int rows;

    /// <summary>With one more: what the last plane allows, which weighs at most as much as the new one.</summary>
    private readonly int priced;
    private readonly RowPrices prices;
    private readonly int[][] mixed;
    private readonly double[] objective;
    private readonly double[] objectiveWorth;
    private readonly double[] rowWorth;
    private readonly double[] rowBase;
    private readonly double[] builtRows;
    private readonly double[] highest;
    private readonly double[] lowest;
    private readonly double[] tips;
    private readonly double[] total;
    private readonly int[] order;
    private int openCount;
    private double builtWorth;
    private double candidateWorth;
    private bool mixes;

    public Bounder(VariantModel model)
    {
        this.model = model;
        space = model.Space;
        relaxation = model.Relaxation;
        dimensions = space.Dimensions;
        stride = dimensions + 1;
        open = new int[space.Classes.Length];
        center = new double[dimensions];
        tip = new double[dimensions];
        nodePlanes = new double[relaxation.Nodes.Length * stride];
        centerValues = new double[relaxation.Nodes.Length];
        tipValues = new double[relaxation.Nodes.Length];
        first = new double[stride];
        second = new double[stride];
        direction = new double[stride];
        directionWorth = new double[space.Width];
        planeWorth = new double[space.Width * (model.PlaneCount + 1)];
        planeBase = new double[model.PlaneCount + 1];
        rowPlanes = new double[relaxation.Rows.Length * stride];
        rows = relaxation.Rows.Length;
        priced = rows + 1;
        prices = new(priced);
        mixed = [.. Enumerable.Range(0, prices.Slots).Select(_ => new int[space.Width])];
        objective = new double[stride];
        objectiveWorth = new double[space.Width];
        rowWorth = new double[priced * space.Width];
        rowBase = new double[priced];
        builtRows = new double[priced];
        highest = new double[priced];
        lowest = new double[priced];
        tips = new double[space.Classes.Length * dimensions];
        total = new double[stride];
        order = new int[space.Width];
        Best = new int[space.Classes.Length];
        Counts = new int[space.Width];
        Candidate = new int[space.Width];
        Worth = new double[space.Width];
    }

    /// <summary>What each option adds to the last plane.</summary>
    public double[] Worth { get; }

    /// <summary>For each open class the option that adds most.</summary>
    public int[] Best { get; }

    /// <summary>The build that the last plane holds best.</summary>
    public int[] Counts { get; }

    /// <summary>The last plane, coefficients and then the constant.</summary>
    public ReadOnlySpan<double> Plane => total;

    /// <summary>What each option adds to each row, row by row.</summary>
    public double[] RowWorth => rowWorth;

    /// <summary>What each row has of what is fixed.</summary>
    public ReadOnlySpan<double> RowBase => rowBase.AsSpan(0, rows);

    /// <summary>The last plane's maximum over the region.</summary>
    public double Maximum { get; private set; }

    /// <summary>Of the builds met in the last call the best that holds the planes of all rows.</summary>
    public int[] Candidate { get; }

    public bool HasCandidate => candidateWorth > double.NegativeInfinity;

    /// <summary>Bounds the region once more, from where the last call left its mean and multipliers.</summary>
    /// <param name="steps">For each product how often the range of its direction is tightened.</param>
    /// <param name="pricings">How often the rows are priced.</param>
    /// <returns>Whether the region is closed: no build in it holds the limits and beats the cutoff.</returns>
    public bool Improve(Region region, double cutoff, int steps, int pricings)
    {
        Open(region);
        if (region.HasPlanes)
        {
            ReadPlanes(region, cutoff);
            if (planeBase[0] + Reach(region, planeWorth) <= 0)
            {
                region.Planes.AsSpan(0, stride).CopyTo(total);
                region.Bound = Math.Min(region.Bound, cutoff);
                return true;
            }
        }

        Center(region);
        Evaluate(center, centerValues);
        for (var node = 0; node < relaxation.Nodes.Length; node++)
        {
            Majorize(region, node, steps);
        }

        if (Bound(region, cutoff, pricings))
        {
            Maximum = Math.Min(Maximum, cutoff);
            region.Bound = Math.Min(region.Bound, Maximum);
            return true;
        }

        if (!double.IsFinite(Maximum))
        {
            region.HasPlanes = false;
            return false;
        }

        if (Maximum < region.Bound || !region.HasPlanes)
        {
            StorePlanes(region);
        }

        region.Bound = Math.Min(region.Bound, Maximum);
        Step(region);
        return false;
    }

    /// <summary>Closes every option that the last plane rules out, and chooses where only one is left.</summary>
    /// <param name="dropped">Called for each option before it is closed; null if nobody wants to know.</param>
    /// <returns>How many were closed.</returns>
    public int Reduce(Region region, double cutoff, Action<Region, int, int>? dropped)
    {
        var closed = 0;
        for (var i = 0; i < openCount; i++)
        {
            var c = open[i];
            var one = space.Classes[c];
            var least = LeastChosen(region, c);
            var single = -1;
            var left = 0;
            for (var o = one.Start; o < one.Start + one.Options; o++)
            {
                if (region.Closed[o] < 0)
                {
                    continue;
                }

                if (Maximum - least + Worth[o] <= cutoff && Worth[o] < least)
                {
                    dropped?.Invoke(region, c, o);
                    region.Closed[o] = double.NegativeInfinity;
                    closed++;
                    continue;
                }

                single = o;
                left++;
            }

            if (left == 1 && region.Room(one, single) >= region.Left[c])
            {
                region.Choose(c, single, region.Left[c]);
            }
        }

        return closed;
    }

    /// <summary>The open class whose choice matters most to the last plane's rows and objective; -1 if everything is chosen.</summary>
    public int Branching(Region region)
    {
        var widest = -1;
        var most = -1.0;
        for (var c = 0; c < space.Classes.Length; c++)
        {
            if (region.Left[c] == 0)
            {
                continue;
            }

            var one = space.Classes[c];
            var spread = 0.0;
            for (var k = 0; k < dimensions; k++)
            {
                double least = double.PositiveInfinity, greatest = double.NegativeInfinity;
                for (var o = one.Start; o < one.Start + one.Options; o++)
                {
                    if (region.Closed[o] == 0)
                    {
                        var points = space.Points[(k * space.Width) + o];
                        least = Math.Min(least, points);
                        greatest = Math.Max(greatest, points);
                    }
                }

                spread += Math.Abs(total[k]) * (greatest - least);
            }

            // Not "greater": a plane of no numbers must not look like nothing left to choose.
            if (!(spread <= most))
            {
                most = spread;
                widest = c;
            }
        }

        return widest;
    }

    /// <summary>Open options of a class, those first that add most to the last plane.</summary>
    public ReadOnlySpan<int> Ordered(Region region, int category)
    {
        var one = space.Classes[category];
        var count = 0;
        for (var o = one.Start; o < one.Start + one.Options; o++)
        {
            if (region.Closed[o] == 0)
            {
                var place = count++;
                while (place > 0 && Worth[order[place - 1]] < Worth[o])
                {
                    order[place] = order[place - 1];
                    place--;
                }

                order[place] = o;
            }
        }

        return order.AsSpan(0, count);
    }

    private void Open(Region region)
    {
        openCount = 0;
        for (var c = 0; c < space.Classes.Length; c++)
        {
            if (region.Left[c] > 0)
            {
                open[openCount++] = c;
            }
        }
    }

    private void Center(Region region)
    {
        region.Fixed.CopyTo(center, 0);
        for (var i = 0; i < openCount; i++)
        {
            for (var k = 0; k < dimensions; k++)
            {
                center[k] += region.Mean[(open[i] * dimensions) + k];
            }
        }
    }

    /// <summary>What each option of the open classes adds to a plane.</summary>
    private void Weigh(Region region, ReadOnlySpan<double> plane, Span<double> worth)
    {
        ref var points = ref MemoryMarshal.GetArrayDataReference(space.Points);
        ref var to = ref MemoryMarshal.GetReference(worth);
        for (var i = 0; i < openCount; i++)
        {
            var one = space.Classes[open[i]];
            for (var o = one.Start; o < one.Start + one.Width; o += GearSpace.Lane)
            {
                var sum = Vector256<double>.Zero;
                for (var k = 0; k < dimensions; k++)
                {
                    sum += Vector256.Create(plane[k]) * Vector256.LoadUnsafe(ref points, (nuint)((k * space.Width) + o));
                }

                sum.StoreUnsafe(ref to, (nuint)o);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Dot(ReadOnlySpan<double> plane, ReadOnlySpan<double> point)
    {
        var sum = 0.0;
        for (var k = 0; k < point.Length; k++)
        {
            sum += plane[k] * point[k];
        }

        return sum;
    }
}
