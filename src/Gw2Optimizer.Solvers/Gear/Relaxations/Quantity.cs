namespace Gw2Optimizer.Solvers.Gear.Relaxations;

/// <summary>
/// A number that depends on the points of gear: constant + coefficients * points + sum of nodes, known up to what rounding may add or take.
/// </summary>
/// <param name="Coefficients">For each column of the space; null where nothing depends on gear directly.</param>
/// <param name="Up">What rounding may add at most.</param>
/// <param name="Down">What rounding may take at most.</param>
/// <param name="Terms">Nodes of the relaxation, none with a negative coefficient.</param>
internal sealed record Quantity(double Constant, double[]? Coefficients, double Up, double Down, NodeTerm[] Terms)
{
    public static Quantity Of(double constant) => new(constant, null, 0, 0, []);

    public static Quantity OfColumn(double constant, int column, int dimensions)
    {
        var coefficients = new double[dimensions];
        coefficients[column] = 1;
        return new(constant, coefficients, 0, 0, []);
    }

    public static Quantity OfNode(int node) => new(0, null, 0, 0, [new(node, 1)]);

    public bool IsConstant => Coefficients is null && Terms.Length == 0;

    public static Quantity operator +(Quantity one, double constant) => one with { Constant = one.Constant + constant };

    public static Quantity operator +(Quantity one, Quantity other)
    {
        if (other.IsConstant)
        {
            return one + other.Constant;
        }

        if (one.IsConstant)
        {
            return other + one.Constant;
        }

        return new(one.Constant + other.Constant, Sum(one.Coefficients, other.Coefficients), one.Up + other.Up, one.Down + other.Down, [.. one.Terms, .. other.Terms]);
    }

    public static Quantity operator *(Quantity one, double factor)
    {
        if (factor == 0)
        {
            return Of(0);
        }

        var coefficients = one.Coefficients is null ? null : Array.ConvertAll(one.Coefficients, coefficient => coefficient * factor);
        var terms = one.Terms.Length == 0 ? one.Terms : Array.ConvertAll(one.Terms, term => term with { Coefficient = term.Coefficient * factor });
        return factor > 0
            ? new(one.Constant * factor, coefficients, one.Up * factor, one.Down * factor, terms)
            : new(one.Constant * factor, coefficients, one.Down * -factor, one.Up * -factor, terms);
    }

    /// <summary>Rounded to a whole number: exactly where it is constant, else anywhere within a half.</summary>
    public Quantity Rounded() => IsConstant
        ? Of(Combat.Model.Rounding.HalfEven(Constant))
        : this with { Up = Up + 0.5, Down = Down + 0.5 };

    private static double[]? Sum(double[]? one, double[]? other)
    {
        if (one is null || other is null)
        {
            return one ?? other;
        }

        var sum = new double[one.Length];
        for (var k = 0; k < sum.Length; k++)
        {
            sum[k] = one[k] + other[k];
        }

        return sum;
    }
}

internal readonly record struct NodeTerm(int Node, double Coefficient);
