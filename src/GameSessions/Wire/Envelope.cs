using System.Buffers;
using System.Globalization;
using System.Text.Json;
using GameSessions.Games;

namespace GameSessions.Wire;

/// <summary>Frames as bytes: <c>{"type", "payload", "timestamp", "senderId"}</c>, UTF-8.</summary>
public static class Envelope
{
    public const string Protocol = "gamesessions.v1";

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = WireJson.Options.Encoder, SkipValidation = true };
    private static readonly Dictionary<Type, string> WordByType = ServerFrame.Types.ToDictionary(pair => pair.Value, pair => pair.Key);

    /// <param name="now">The server's clock, in ms since the epoch.</param>
    public static byte[] Write(ServerFrame frame, long now)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("type", WordByType[frame.GetType()]);
            writer.WritePropertyName("payload");
            if (frame is ServerFrame.Event happened)
            {
                JsonSerializer.Serialize(writer, happened.Happened, WireJson.Options);
            }
            else
            {
                JsonSerializer.Serialize(writer, frame, frame.GetType(), WireJson.Options);
            }

            WriteEnd(writer, now, (frame as ServerFrame.Event)?.Happened.UserId);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Packs events, in order, into as few <c>GAME_REPLAY</c> frames of at most 64 KiB as they need.</summary>
    public static IEnumerable<byte[]> WriteReplay(GameId gameId, IEnumerable<WireEvent> events, long now)
    {
        // Every event brings a comma but the first.
        var overhead = Write(new ServerFrame.Replay(gameId, []), now).Length - 1;
        var pending = new List<RawJson>();
        var bytes = overhead;
        foreach (var happened in events)
        {
            var json = RawJson.From(happened);
            var size = System.Text.Encoding.UTF8.GetByteCount(json.Text) + 1;
            if (pending.Count > 0 && bytes + size > Limits.ReplayFrameBytesMax)
            {
                yield return WriteReplayFrame(gameId, pending, now);
                pending.Clear();
                bytes = overhead;
            }

            pending.Add(json);
            bytes += size;
        }

        if (pending.Count > 0)
        {
            yield return WriteReplayFrame(gameId, pending, now);
        }
    }

    /// <summary>What a client receives; null where the type is unknown to it, which a client skips.</summary>
    /// <exception cref="JsonException">Not an envelope, or a payload that is not of its type's shape.</exception>
    public static ServerFrame? ReadServer(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String
            || !root.TryGetProperty("payload", out var payload))
        {
            throw new JsonException("A frame is an object with a type and a payload.");
        }

        if (!ServerFrame.Types.TryGetValue(type.GetString()!, out var shape))
        {
            return null;
        }

        return shape == typeof(ServerFrame.Event)
            ? new ServerFrame.Event(payload.Deserialize<WireEvent>(WireJson.Options) ?? throw new JsonException("An event is an object."))
            : (ServerFrame?)payload.Deserialize(shape, WireJson.Options) ?? throw new JsonException("A payload is an object.");
    }

    public static byte[] Write(ClientFrame frame) => frame switch
    {
        ClientFrame.Command command => WriteClient("GAME_COMMAND", new { commandId = command.Id, name = command.Name, data = command.Data }),
        ClientFrame.Ack ack => WriteClient("GAME_ACK", new { sequence = ack.Sequence }),
        ClientFrame.Ping ping => WriteClient("PING", new { t = ping.T }),
        ClientFrame.Pong pong => WriteClient("PONG", new { t = pong.T }),
        _ => throw new ArgumentException("Only what can be read can be written.", nameof(frame)),
    };

    private static byte[] WriteClient<T>(string type, T payload) => JsonSerializer.SerializeToUtf8Bytes(new { type, payload }, WireJson.Options);

    private static byte[] WriteReplayFrame(GameId gameId, List<RawJson> events, long now)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("type", "GAME_REPLAY");
            writer.WriteStartObject("payload");
            writer.WriteString("gameId", gameId.Value);
            writer.WriteStartArray("events");
            foreach (var happened in events)
            {
                writer.WriteRawValue(happened.Text, skipInputValidation: true);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            WriteEnd(writer, now, sender: null);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteEnd(Utf8JsonWriter writer, long now, PlayerId? sender)
    {
        writer.WriteString("timestamp", DateTimeOffset.FromUnixTimeMilliseconds(now).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        writer.WriteString("senderId", sender?.Value);
        writer.WriteEndObject();
    }
}
