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
internal sealed class Bounder
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

    /// <summary>Every node's value at a point, without majorants.</summary>
    private void Evaluate(ReadOnlySpan<double> point, Span<double> values)
    {
        for (var node = 0; node < relaxation.Nodes.Length; node++)
        {
            var (quantity, other, low, _) = relaxation.Nodes[node];
            var value = Value(quantity, point, values);
            values[node] = other is null
                ? Math.Min(1, (Math.Max(value, low) - Math.Min(low, 0)) / (1 - Math.Min(low, 0)))
                : value * Value(other, point, values);
        }
    }

    private static double Value(Quantity quantity, ReadOnlySpan<double> point, ReadOnlySpan<double> values)
    {
        var value = quantity.Constant + quantity.Up;
        if (quantity.Coefficients is { } coefficients)
        {
            value += Dot(coefficients, point);
        }

        foreach (var (node, coefficient) in quantity.Terms)
        {
            value += coefficient * values[node];
        }

        return value;
    }

    private void Compose(Quantity quantity, Span<double> plane)
    {
        if (quantity.Coefficients is { } coefficients)
        {
            coefficients.CopyTo(plane);
        }
        else
        {
            plane.Clear();
        }

        plane[dimensions] = quantity.Constant + quantity.Up;
        foreach (var (node, coefficient) in quantity.Terms)
        {
            var of = nodePlanes.AsSpan(node * stride, stride);
            for (var k = 0; k < of.Length; k++)
            {
                plane[k] += coefficient * of[k];
            }
        }
    }

    private void Majorize(Region region, int node, int steps)
    {
        var (quantity, other, low, owner) = relaxation.Nodes[node];
        var plane = nodePlanes.AsSpan(node * stride, stride);
        Compose(quantity, first);
        if (other is null)
        {
            Cap(Math.Min(low, 0), Dot(first, center) + first[dimensions], plane);
            return;
        }

        Compose(other, second);
        var x = Math.Max(Value(quantity, center, centerValues), 1e-12);
        var y = Math.Max(Value(other, center, centerValues), 1e-12);
        for (var k = 0; k < stride; k++)
        {
            direction[k] = (first[k] / x) + (second[k] / y);
        }

        Weigh(region, direction, directionWorth);
        var offset = direction[dimensions] + Dot(direction, region.Fixed);
        var (least, greatest) = DirectionRange(region, node, owner, steps);
        least += offset;
        greatest += offset;
        var quarter = x * y / 4;
        var slope = quarter * (least + greatest);
        for (var k = 0; k < stride; k++)
        {
            plane[k] = slope * direction[k];
        }

        plane[dimensions] -= quarter * least * greatest;
    }

    /// <summary>min(1, x) lies below x and below 1, so below any mixture of both.</summary>
    private void Cap(double low, double at, Span<double> plane)
    {
        var scale = 1 / (1 - low);
        var value = (at - low) * scale;
        var share = Math.Clamp((1 + CapBlur - value) / (2 * CapBlur), 0, 1);
        for (var k = 0; k < stride; k++)
        {
            plane[k] = share * scale * first[k];
        }

        plane[dimensions] += (1 - share) - (share * scale * low);
    }

    /// <summary>Between what the direction lies, without what is fixed, among builds of the region that beat the cutoff and hold the limits.</summary>
    private (double Least, double Greatest) DirectionRange(Region region, int node, int owner, int steps)
    {
        var (least, atLeast, greatest, atGreatest) = (0.0, 0.0, 0.0, 0.0);
        var plane = owner < 0 ? model.PlaneCount : 2 + model.CurvedRows.IndexOf(owner);
        var worth = planeWorth.AsSpan(plane * space.Width, space.Width);
        for (var i = 0; i < openCount; i++)
        {
            var one = space.Classes[open[i]];
            int low = -1, high = -1;
            for (var o = one.Start; o < one.Start + one.Options; o++)
            {
                if (region.Closed[o] == 0)
                {
                    low = low < 0 || directionWorth[o] < directionWorth[low] ? o : low;
                    high = high < 0 || directionWorth[o] > directionWorth[high] ? o : high;
                }
            }

            var copies = region.Left[open[i]];
            least += copies * directionWorth[low];
            greatest += copies * directionWorth[high];
            if (region.HasPlanes)
            {
                atLeast += copies * worth[low];
                atGreatest += copies * worth[high];
            }
        }

        if (!region.HasPlanes)
        {
            return (least, greatest);
        }

        atLeast += planeBase[plane];
        atGreatest += planeBase[plane];
        if (atLeast < 0 && atGreatest > atLeast)
        {
            least = Tighten(region, worth, planeBase[plane], 1, new(least, atLeast), new(greatest, atGreatest), steps, ref region.Slopes[node * 2]);
        }

        if (relaxation.Rows.Length > 0)
        {
            var floors = planeWorth.AsSpan(space.Width, space.Width);
            greatest = -Tighten(region, floors, planeBase[1], -1, Corner(region, floors, planeBase[1], -1, 0), Corner(region, floors, planeBase[1], -1, 1e9), steps, ref region.Slopes[(node * 2) + 1]);
        }

        // If nothing can beat the cutoff, anything is true of what does; the numbers must stay finite.
        return (Math.Min(least, greatest), greatest);
    }

    /// <summary>
    /// Least of sign * direction where a plane is at least 0: walks down the lower hull of (plane, direction) from a corner below 0 and one above.
    /// Every slope gives a sound bound; the walk only chooses slopes.
    /// </summary>
    private double Tighten(Region region, ReadOnlySpan<double> worth, double constant, double sign, HullCorner below, HullCorner above, int steps, ref double slope)
    {
        var bound = below.Direction;
        if (below.Plane >= 0 || above.Plane <= below.Plane)
        {
            return bound;
        }

        var trial = slope > 0 ? slope : (above.Direction - below.Direction) / (above.Plane - below.Plane);
        for (var step = 0; step < steps && trial > 0; step++)
        {
            var corner = Corner(region, worth, constant, sign, trial);
            var value = corner.Direction - (trial * corner.Plane);
            if (value > bound)
            {
                bound = value;
                slope = trial;
            }

            if (corner.Plane < 0)
            {
                below = corner;
            }
            else
            {
                above = corner;
            }

            var better = (above.Direction - below.Direction) / (above.Plane - below.Plane);
            if (!(Math.Abs(better - trial) > 1e-9 * trial))
            {
                break;
            }

            trial = better;
        }

        return bound;
    }

    /// <summary>The build with the least sign * direction - slope * plane.</summary>
    private HullCorner Corner(Region region, ReadOnlySpan<double> worth, double constant, double sign, double slope)
    {
        double along = 0, plane = constant;
        for (var i = 0; i < openCount; i++)
        {
            var one = space.Classes[open[i]];
            var least = double.PositiveInfinity;
            var chosen = one.Start;
            for (var o = one.Start; o < one.Start + one.Options; o++)
            {
                var value = (sign * directionWorth[o]) - (slope * worth[o]) - region.Closed[o];
                if (value < least)
                {
                    least = value;
                    chosen = o;
                }
            }

            along += region.Left[open[i]] * sign * directionWorth[chosen];
            plane += region.Left[open[i]] * worth[chosen];
        }

        return new(along, plane);
    }

    private void ReadPlanes(Region region, double cutoff)
    {
        for (var plane = 0; plane < model.PlaneCount; plane++)
        {
            var of = region.Planes.AsSpan(plane * stride, stride);
            Weigh(region, of, planeWorth.AsSpan(plane * space.Width, space.Width));
            planeBase[plane] = of[dimensions] + Dot(of, region.Fixed) - (plane == 0 ? cutoff : 0);
        }

        // The objective's own majorant comes last: what priced rows lend a build does not make it beat the cutoff.
        planeBase[model.PlaneCount] = planeBase[0] - planeBase[1];
        var own = model.PlaneCount * space.Width;
        for (var i = 0; i < openCount; i++)
        {
            var one = space.Classes[open[i]];
            for (var o = one.Start; o < one.Start + one.Width; o++)
            {
                planeWorth[own + o] = planeWorth[o] - planeWorth[space.Width + o];
            }
        }
    }

    private void StorePlanes(Region region)
    {
        total.CopyTo(region.Planes, 0);
        for (var k = 0; k < stride; k++)
        {
            region.Planes[stride + k] *= lowest[rows];
        }

        for (var row = 0; row < rows; row++)
        {
            Mix(region.Planes.AsSpan(stride, stride), rowPlanes.AsSpan(row * stride, stride), lowest[row]);
        }

        for (var i = 0; i < model.CurvedRows.Length; i++)
        {
            rowPlanes.AsSpan(model.CurvedRows[i] * stride, stride).CopyTo(region.Planes.AsSpan((2 + i) * stride));
        }

        region.HasPlanes = true;
    }

    /// <summary>The best of what is open, and into <see cref="Counts"/> what that is.</summary>
    private double Choose(Region region)
    {
        region.Counts.CopyTo(Counts, 0);
        var sum = 0.0;
        for (var i = 0; i < openCount; i++)
        {
            var c = open[i];
            var one = space.Classes[c];
            var left = region.Left[c];
            while (left > 0)
            {
                var best = -1;
                for (var o = one.Start; o < one.Start + one.Options; o++)
                {
                    if (region.Closed[o] == 0 && (best < 0 || Worth[o] > Worth[best]) && (!one.Capped || one.Choices[o - one.Start].Cap > Counts[o]))
                    {
                        best = o;
                    }
                }

                if (best < 0)
                {
                    return double.NegativeInfinity;
                }

                var copies = one.Capped ? Math.Min(left, one.Choices[best - one.Start].Cap - Counts[best]) : left;
                Best[c] = best;
                Counts[best] += copies;
                sum += copies * Worth[best];
                left -= copies;
            }
        }

        return sum;
    }

    /// <summary>What the least of the chosen options of a class adds; any other takes the place of that one at best.</summary>
    private double LeastChosen(Region region, int c)
    {
        var one = space.Classes[c];
        var least = Worth[Best[c]];
        if (one.Capped)
        {
            for (var o = one.Start; o < one.Start + one.Options; o++)
            {
                if (Counts[o] > region.Counts[o])
                {
                    least = Math.Min(least, Worth[o]);
                }
            }
        }

        return least;
    }

    /// <summary>Prices the rows so that the plane's maximum is as low as it gets, and keeps the lowest.</summary>
    /// <returns>Whether that closes the region.</returns>
    private bool Bound(Region region, double cutoff, int pricings)
    {
        Compose(relaxation.Objective, objective);
        Weigh(region, objective, objectiveWorth);
        for (var row = 0; row < rows; row++)
        {
            var plane = rowPlanes.AsSpan(row * stride, stride);
            var worth = rowWorth.AsSpan(row * space.Width, space.Width);
            Compose(relaxation.Rows[row].Quantity, plane);
            Weigh(region, plane, worth);
            rowBase[row] = plane[dimensions] + Dot(plane, region.Fixed);
            if (rowBase[row] + Reach(region, worth) < 0)
            {
                Maximum = double.NegativeInfinity;
                objective.CopyTo(total, 0);
                Mix(total, plane, 1e15);
                return true;
            }
        }

        Remember(region, cutoff);
        candidateWorth = double.NegativeInfinity;
        region.Multipliers.CopyTo(lowest, 0);
        lowest[rows] = 0;
        Maximum = Price(region, lowest);
        mixes = Maximum > cutoff && (rows > 0 || region.HasPlanes);
        if (mixes)
        {
            Price(region, cutoff, pricings);
        }

        objective.CopyTo(total, 0);
        for (var row = 0; row < rows; row++)
        {
            region.Multipliers[row] = lowest[row] + (lowest[rows] * region.Multipliers[row]);
            Mix(total, rowPlanes.AsSpan(row * stride, stride), lowest[row]);
        }

        for (var k = 0; k < stride && region.HasPlanes; k++)
        {
            total[k] += lowest[rows] * (region.Planes[k] - objective[k]);
        }

        return Maximum <= cutoff;
    }

    /// <summary>The last plane still holds, so that a build must not exceed it either.</summary>
    private void Remember(Region region, double cutoff)
    {
        rowBase[rows] = region.HasPlanes ? planeBase[0] + cutoff - objective[dimensions] - Dot(objective, region.Fixed) : 0;
        for (var i = 0; i < openCount; i++)
        {
            var one = space.Classes[open[i]];
            for (var o = one.Start; o < one.Start + one.Width; o++)
            {
                rowWorth[(rows * space.Width) + o] = region.HasPlanes ? planeWorth[o] - objectiveWorth[o] : 0;
            }
        }
    }

    private void Price(Region region, double cutoff, int pricings)
    {
        for (var row = 0; row < rows; row++)
        {
            highest[row] = 1e4 * (Math.Abs(Maximum) + 1) / relaxation.Rows[row].Scale;
        }

        highest[rows] = 1;

        prices.Start(builtWorth, builtRows, highest);
        Counts.CopyTo(mixed[0], 0);
        var last = Maximum;
        for (var pricing = 0; pricing < pricings; pricing++)
        {
            last = Price(region, prices.Prices);
            if (last < Maximum)
            {
                Maximum = last;
                prices.Prices.CopyTo(lowest);
            }

            if (Maximum <= cutoff || Maximum - prices.Value <= 1e-3 * (Maximum - cutoff))
            {
                break;
            }

            var slot = prices.FreeSlot();
            Counts.CopyTo(mixed[slot], 0);
            prices.Enter(slot, builtWorth, builtRows);
        }

        if (last > Maximum)
        {
            Price(region, lowest);
        }
    }

    /// <summary>The best build at these prices, what it is worth with them, and what it is worth and has of each row without.</summary>
    private double Price(Region region, ReadOnlySpan<double> at)
    {
        var offset = objective[dimensions] + Dot(objective, region.Fixed);
        for (var i = 0; i < openCount; i++)
        {
            var one = space.Classes[open[i]];
            var end = one.Start + one.Width;
            for (var o = one.Start; o < end; o++)
            {
                Worth[o] = objectiveWorth[o];
            }

            for (var row = 0; row < priced; row++)
            {
                var price = at[row];
                for (var o = one.Start; o < end && price > 0; o++)
                {
                    Worth[o] += price * rowWorth[(row * space.Width) + o];
                }
            }
        }

        var maximum = offset + Choose(region);
        builtWorth = offset;
        rowBase.CopyTo(builtRows, 0);
        for (var i = 0; i < openCount; i++)
        {
            var one = space.Classes[open[i]];
            for (var o = one.Start; o < one.Start + one.Options; o++)
            {
                var copies = Counts[o] - region.Counts[o];
                if (copies > 0)
                {
                    builtWorth += copies * objectiveWorth[o];
                    for (var row = 0; row < priced; row++)
                    {
                        builtRows[row] += copies * rowWorth[(row * space.Width) + o];
                    }
                }
            }
        }

        var holds = true;
        for (var row = 0; row < priced; row++)
        {
            maximum += at[row] * rowBase[row];
            holds &= row == rows || builtRows[row] >= 0;
        }

        if (holds && builtWorth > candidateWorth)
        {
            candidateWorth = builtWorth;
            Counts.CopyTo(Candidate, 0);
        }

        return maximum;
    }

    private double Reach(Region region, ReadOnlySpan<double> worth)
    {
        var reach = 0.0;
        for (var i = 0; i < openCount; i++)
        {
            var one = space.Classes[open[i]];
            var most = double.NegativeInfinity;
            for (var o = one.Start; o < one.Start + one.Options; o++)
            {
                most = Math.Max(most, worth[o] + region.Closed[o]);
            }

            reach += region.Left[open[i]] * most;
        }

        return reach;
    }

    private static void Mix(Span<double> sum, ReadOnlySpan<double> plane, double weight)
    {
        for (var k = 0; k < sum.Length; k++)
        {
            sum[k] += weight * plane[k];
        }
    }

    /// <summary>Moves the mean towards the best mixture of builds.</summary>
    private void Step(Region region)
    {
        for (var i = 0; i < openCount; i++)
        {
            var one = space.Classes[open[i]];
            for (var k = 0; k < dimensions; k++)
            {
                tips[(open[i] * dimensions) + k] = 0;
            }

            if (!mixes)
            {
                AddTo(region, one, open[i], Counts, 1);
            }

            for (var slot = 0; slot < mixed.Length && mixes; slot++)
            {
                if (prices.Share(slot) is > 1e-9 and var share)
                {
                    AddTo(region, one, open[i], mixed[slot], share);
                }
            }
        }

        region.Fixed.CopyTo(tip, 0);
        for (var i = 0; i < openCount; i++)
        {
            for (var k = 0; k < dimensions; k++)
            {
                tip[k] += tips[(open[i] * dimensions) + k];
            }
        }

        var way = Share(region);
        for (var i = 0; i < openCount; i++)
        {
            for (var k = open[i] * dimensions; k < (open[i] + 1) * dimensions; k++)
            {
                region.Mean[k] += way * (tips[k] - region.Mean[k]);
            }
        }
    }

    private void AddTo(Region region, GearClass one, int category, ReadOnlySpan<int> counts, double share)
    {
        for (var o = one.Start; o < one.Start + one.Options; o++)
        {
            var copies = counts[o] - region.Counts[o];
            for (var k = 0; k < dimensions && copies > 0; k++)
            {
                tips[(category * dimensions) + k] += space.Points[(k * space.Width) + o] * copies * share;
            }
        }
    }

    /// <summary>How far along the way from the mean to the best build the relaxation is greatest, by the parabola through its slope and both values.</summary>
    private double Share(Region region)
    {
        Evaluate(tip, tipValues);
        var here = Value(relaxation.Objective, center, centerValues);
        var there = Value(relaxation.Objective, tip, tipValues);
        for (var row = 0; row < relaxation.Rows.Length; row++)
        {
            if (region.Multipliers[row] > 0)
            {
                here += region.Multipliers[row] * Value(relaxation.Rows[row].Quantity, center, centerValues);
                there += region.Multipliers[row] * Value(relaxation.Rows[row].Quantity, tip, tipValues);
            }
        }

        var slope = Dot(objective, tip) - Dot(objective, center);
        for (var row = 0; row < rows; row++)
        {
            var plane = rowPlanes.AsSpan(row * stride, stride);
            slope += region.Multipliers[row] * (Dot(plane, tip) - Dot(plane, center));
        }

        var bend = slope - (there - here);
        return bend <= 0 || slope <= 0 ? (bend <= 0 ? 1 : 0.05) : Math.Clamp(slope / (2 * bend), 0.02, 1);
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

    /// <param name="Direction">Of the build, with the sign.</param>
    private readonly record struct HullCorner(double Direction, double Plane);
}
