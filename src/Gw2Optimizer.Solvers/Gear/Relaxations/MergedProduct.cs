namespace Gw2Optimizer.Solvers.Gear.Relaxations;

/// <summary>
/// Products whose factors differ by constants only are one product and a constant:
/// sum of k (x + a)(y + b) = K (x + A)(y + B) + sum of k a b - K A B, where K is the sum of the k, and A and B are the weighted means.
/// </summary>
internal sealed class MergedProduct(Quantity first, Quantity second)
{
    private double firsts;
    private double seconds;
    private double both;

    public Quantity First => first with { Constant = firsts / Weight };

    public Quantity Second => second with { Constant = seconds / Weight };

    public double Weight { get; private set; }

    /// <summary>What the product of the means lacks.</summary>
    public double Constant => both - (firsts * seconds / Weight);

    /// <param name="weight">Above 0.</param>
    public static void Add(List<MergedProduct> products, Quantity first, Quantity second, double weight)
    {
        var merged = products.Find(known => known.Takes(first, second));
        if (merged is null)
        {
            merged = new(first, second);
            products.Add(merged);
        }

        merged.firsts += weight * first.Constant;
        merged.seconds += weight * second.Constant;
        merged.both += weight * first.Constant * second.Constant;
        merged.Weight += weight;
    }

    private bool Takes(Quantity one, Quantity other) => Alike(first, one) && Alike(second, other);

    private static bool Alike(Quantity one, Quantity other) =>
        one.Up == other.Up && one.Down == other.Down && one.Coefficients.AsSpan().SequenceEqual(other.Coefficients);
}
