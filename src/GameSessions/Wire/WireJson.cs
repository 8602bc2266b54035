using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using GameSessions.Games;

namespace GameSessions.Wire;

/// <summary>How everything here is written as JSON: camelCase names, ids and seats as strings, enumerations as words.</summary>
public static class WireJson
{
    public static JsonSerializerOptions Options { get; } = Make();

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            NumberHandling = JsonNumberHandling.Strict,
            MaxDepth = Limits.JsonDepthMax,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        options.Converters.Add(new Words<GameId>(id => id.Value, text => new GameId(text)));
        options.Converters.Add(new Words<PlayerId>(id => id.Value, text => new PlayerId(text)));
        options.Converters.Add(new Words<CommandId>(id => id.Value, text => new CommandId(text)));
        options.Converters.Add(new Words<Seat>(seat => seat.Name, text => new Seat(text)));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private sealed class Words<T>(Func<T, string> write, Func<string, T> read) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => read(reader.GetString() ?? throw new JsonException());

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => read(reader.GetString()!);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(write(value));
    }
}
