namespace Gw2Optimizer.Solvers.Gear.Search;

/// <content>Between what a direction lies among builds that matter.</content>
internal sealed partial class Bounder
{
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

    /// <param name="Direction">Of the build, with the sign.</param>
    private readonly record struct HullCorner(double Direction, double Plane);
}
