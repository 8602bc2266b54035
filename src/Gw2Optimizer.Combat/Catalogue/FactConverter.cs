using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gw2Optimizer.Combat.Catalogue;

/// <summary>Facts by hand: there are some 17 000 of up to 17 fields, and the serializer calls a constructor of so many parameters slowly.</summary>
internal sealed class FactConverter : JsonConverter<Fact>
{
    public override Fact Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var type = "";
        string? text = null;
        string? status = null;
        string? target = null;
        string? source = null;
        double? value = null;
        double? duration = null;
        int? applyCount = null;
        double? percent = null;
        int? hitCount = null;
        double? damageMultiplier = null;
        int? distance = null;
        string? fieldType = null;
        string? finisherType = null;
        FactPrefix? prefix = null;
        int? requiresTrait = null;
        int? overrides = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "type": type = reader.GetString()!; break;
                case "text": text = reader.GetString(); break;
                case "status": status = reader.GetString(); break;
                case "target": target = reader.GetString(); break;
                case "source": source = reader.GetString(); break;
                case "value": value = reader.GetDouble(); break;
                case "duration": duration = reader.GetDouble(); break;
                case "applyCount": applyCount = reader.GetInt32(); break;
                case "percent": percent = reader.GetDouble(); break;
                case "hitCount": hitCount = reader.GetInt32(); break;
                case "damageMultiplier": damageMultiplier = reader.GetDouble(); break;
                case "distance": distance = reader.GetInt32(); break;
                case "fieldType": fieldType = reader.GetString(); break;
                case "finisherType": finisherType = reader.GetString(); break;
                case "prefix": prefix = ReadPrefix(ref reader); break;
                case "requiresTrait": requiresTrait = reader.GetInt32(); break;
                case "overrides": overrides = reader.GetInt32(); break;
                default: throw new JsonException($"A fact has an unknown field '{name}'.");
            }
        }
        return new()
        {
            Type = type,
            Text = text,
            Status = status,
            Target = target,
            Source = source,
            Value = value,
            Duration = duration,
            ApplyCount = applyCount,
            Percent = percent,
            HitCount = hitCount,
            DamageMultiplier = damageMultiplier,
            Distance = distance,
            FieldType = fieldType,
            FinisherType = finisherType,
            Prefix = prefix,
            RequiresTrait = requiresTrait,
            Overrides = overrides,
        };
    }

    public override void Write(Utf8JsonWriter writer, Fact value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        Word(writer, "type", value.Type);
        Word(writer, "text", value.Text);
        Word(writer, "status", value.Status);
        Word(writer, "target", value.Target);
        Word(writer, "source", value.Source);
        Number(writer, "value", value.Value);
        Number(writer, "duration", value.Duration);
        Number(writer, "applyCount", value.ApplyCount);
        Number(writer, "percent", value.Percent);
        Number(writer, "hitCount", value.HitCount);
        Number(writer, "damageMultiplier", value.DamageMultiplier);
        Number(writer, "distance", value.Distance);
        Word(writer, "fieldType", value.FieldType);
        Word(writer, "finisherType", value.FinisherType);
        if (value.Prefix is { } prefix)
        {
            writer.WriteStartObject("prefix");
            Word(writer, "text", prefix.Text);
            Word(writer, "status", prefix.Status);
            writer.WriteEndObject();
        }
        Number(writer, "requiresTrait", value.RequiresTrait);
        Number(writer, "overrides", value.Overrides);
        writer.WriteEndObject();
    }

    private static FactPrefix ReadPrefix(ref Utf8JsonReader reader)
    {
        string? text = null;
        string? status = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isText = reader.ValueTextEquals("text"u8);
            reader.Read();
            if (isText) text = reader.GetString();
            else status = reader.GetString();
        }
        return new(text, status);
    }

    private static void Word(Utf8JsonWriter writer, string name, string? word)
    {
        if (word is not null) writer.WriteString(name, word);
    }

    private static void Number(Utf8JsonWriter writer, string name, double? number)
    {
        if (number is not null) writer.WriteNumber(name, number.Value);
    }
}
