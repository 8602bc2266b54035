using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gw2Optimizer.Combat.Catalogue;

/// <summary>Whole points of each gear attribute, such as a piece, a rune set or an infusion gives. Absent attributes have 0.</summary>
[JsonConverter(typeof(AttributePointsConverter))]
public sealed class AttributePoints : IEquatable<AttributePoints>
{
    public static AttributePoints None { get; } = new([]);

    private readonly int[] points = new int[GearAttributes.All.Length];

    /// <summary>Terms of the same attribute add up.</summary>
    public AttributePoints(IEnumerable<KeyValuePair<GearAttribute, int>> terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        foreach (var (attribute, amount) in terms) points[(int)attribute] += amount;
    }

    public int this[GearAttribute attribute] => points[(int)attribute];

    /// <summary>The attributes that it gives, in the order of <see cref="GearAttribute"/>.</summary>
    public IEnumerable<KeyValuePair<GearAttribute, int>> Terms =>
        GearAttributes.All.Where(attribute => this[attribute] != 0).Select(attribute => KeyValuePair.Create(attribute, this[attribute]));

    public static AttributePoints operator +(AttributePoints left, AttributePoints right) => Add(left, right);

    public static AttributePoints Add(AttributePoints left, AttributePoints right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new(left.Terms.Concat(right.Terms));
    }

    public bool Equals(AttributePoints? other) => other is not null && points.AsSpan().SequenceEqual(other.points);

    public override bool Equals(object? obj) => Equals(obj as AttributePoints);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var amount in points) hash.Add(amount);
        return hash.ToHashCode();
    }

    public override string ToString() => string.Join(", ", Terms.Select(term => $"{term.Key} {term.Value}"));
}

/// <summary><c>{"Power": 175, "Ferocity": 225}</c>.</summary>
internal sealed class AttributePointsConverter : JsonConverter<AttributePoints>
{
    public override AttributePoints Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var terms = new List<KeyValuePair<GearAttribute, int>>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var attribute = Enum.Parse<GearAttribute>(reader.GetString()!);
            reader.Read();
            terms.Add(new(attribute, reader.GetInt32()));
        }
        return new(terms);
    }

    public override void Write(Utf8JsonWriter writer, AttributePoints value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (attribute, amount) in value.Terms) writer.WriteNumber(attribute.ToString(), amount);
        writer.WriteEndObject();
    }
}
