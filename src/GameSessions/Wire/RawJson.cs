using System.Text.Json;
using System.Text.Json.Serialization;

namespace GameSessions.Wire;

/// <summary>A JSON value that is carried as it was written, not taken apart.</summary>
[JsonConverter(typeof(Converter))]
public readonly record struct RawJson(string Text)
{
    public static RawJson EmptyObject { get; } = new("{}");

    public static RawJson Null { get; } = new("null");

    public static RawJson From<T>(T value) => new(JsonSerializer.Serialize(value, WireJson.Options));

    public JsonElement Parse()
    {
        using var document = JsonDocument.Parse(Text);
        return document.RootElement.Clone();
    }

    public T? To<T>() => JsonSerializer.Deserialize<T>(Text, WireJson.Options);

    public override string ToString() => Text;

    private sealed class Converter : JsonConverter<RawJson>
    {
        public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(JsonElement.ParseValue(ref reader).GetRawText());

        public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options) => writer.WriteRawValue(value.Text, skipInputValidation: true);
    }
}
