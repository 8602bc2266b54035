using Gw2Optimizer.Solvers.Gear.Relaxations;

namespace Gw2Optimizer.Solvers.Gear.Search;

/// <content>Affine majorants of the nonlinear steps.</content>
internal sealed partial class Bounder
{
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
}
