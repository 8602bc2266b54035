namespace Gw2Optimizer.Combat.Model;

/// <summary>A number for every attribute; what is not named is 0.</summary>
public sealed class AttributeValues
{
    private readonly double[] values;

    private AttributeValues(double[] values) => this.values = values;

    public static AttributeValues None { get; } = new(new double[CombatAttributes.Count]);

    public double this[CombatAttribute attribute] => values[(int)attribute];

    /// <exception cref="ArgumentException">A value is no finite number.</exception>
    public static AttributeValues Of(params IEnumerable<AttributeBonus> bonuses)
    {
        ArgumentNullException.ThrowIfNull(bonuses);
        var sums = new double[CombatAttributes.Count];
        foreach (var (attribute, amount) in bonuses)
        {
            sums[(int)attribute] += double.IsFinite(amount)
                ? amount
                : throw new ArgumentException($"{CombatAttributes.NameOf(attribute)} is {amount}; it must be a finite number.", nameof(bonuses));
        }

        return new(sums);
    }

    /// <summary>Copies the first numbers of <paramref name="numbers"/>, in the order of the attributes.</summary>
    public static AttributeValues Of(ReadOnlySpan<double> numbers)
    {
        var copy = new double[CombatAttributes.Count];
        numbers[..Math.Min(numbers.Length, copy.Length)].CopyTo(copy);
        return new(copy);
    }

    public AttributeValues Plus(CombatAttribute attribute, double amount)
    {
        var copy = (double[])values.Clone();
        copy[(int)attribute] += amount;
        return new(copy);
    }

    /// <summary>In the order of <see cref="CombatAttribute"/>.</summary>
    public ReadOnlySpan<double> AsSpan() => values;
}

/// <summary>So much of one attribute.</summary>
public readonly record struct AttributeBonus(CombatAttribute Attribute, double Amount);

/// <summary>So much of one attribute is added to another (or to itself).</summary>
/// <param name="Rate">Of one point of the source; 0.03 is 3 %.</param>
public readonly record struct Conversion(CombatAttribute Target, CombatAttribute Source, double Rate);
