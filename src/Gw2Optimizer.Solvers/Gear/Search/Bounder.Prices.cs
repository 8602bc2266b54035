namespace Gw2Optimizer.Solvers.Gear.Search;

/// <content>Prices of rows, and the build that a plane holds best.</content>
internal sealed partial class Bounder
{
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
}
