namespace Gw2Optimizer.Solvers.Gear.Search;

/// <content>Where the next majorants touch.</content>
internal sealed partial class Bounder
{
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
        if (bend <= 0)
        {
            return 1;
        }

        // Never quite still: the next majorant must touch elsewhere.
        return Math.Clamp(slope / (2 * bend), 0.02, 1);
    }
}
