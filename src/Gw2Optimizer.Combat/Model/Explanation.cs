namespace Gw2Optimizer.Combat.Model;

/// <summary>Where a number comes from. Opened, it is the sum or the product of its parts, to the last bit that adding allows.</summary>
/// <param name="Parts">Empty for what is given.</param>
public sealed record Explanation(string Label, double Value, ExplanationKind Kind, IReadOnlyList<Explanation> Parts)
{
    public static Explanation Given(string label, double value) => new(label, value, ExplanationKind.Given, []);

    /// <summary>Parts that are 0 are left out.</summary>
    public static Explanation Sum(string label, params IEnumerable<Explanation> parts)
    {
        IReadOnlyList<Explanation> kept = [.. parts.Where(part => part.Value != 0)];
        return new(label, kept.Sum(part => part.Value), ExplanationKind.Sum, kept);
    }

    public static Explanation Product(string label, params IEnumerable<Explanation> parts)
    {
        IReadOnlyList<Explanation> all = [.. parts];
        return new(label, all.Aggregate(1.0, (product, part) => product * part.Value), ExplanationKind.Product, all);
    }

    /// <summary>No less than <paramref name="least"/> and no more than <paramref name="most"/>; what that takes or adds is a part of its own.</summary>
    public static Explanation Clamped(string label, Explanation whole, double least, double most)
    {
        ArgumentNullException.ThrowIfNull(whole);
        var clamped = Math.Clamp(whole.Value, least, most);
        return clamped == whole.Value ? whole with { Label = label } : Sum(label, whole, Given("beyond the cap", clamped - whole.Value));
    }
}

public enum ExplanationKind
{
    Given,
    Sum,
    Product,
}

/// <summary>So many points, and what gives them: "Berserker Helm", "5 x Power infusion".</summary>
public sealed record GearSource(string Label, IReadOnlyList<AttributeBonus> Points);
