using System.Text.Json;
using System.Text.Unicode;
using GameSessions.Games;

namespace GameSessions.Wire;

/// <summary>What a client says, read from what it sent. Closed; what cannot be read is a frame too.</summary>
public abstract record ClientFrame
{
    private ClientFrame() { }

    public sealed record Command(CommandId Id, string Name, JsonElement Data) : ClientFrame;

    public sealed record Ack(long Sequence) : ClientFrame;

    public sealed record Ping(RawJson T) : ClientFrame;

    public sealed record Pong(RawJson T) : ClientFrame;

    /// <param name="Code"><c>BAD_FRAME</c>, <c>UNKNOWN_TYPE</c> or <c>BAD_ACK</c>.</param>
    public sealed record Unreadable(string Code, string Message, CommandId? CommandId = null) : ClientFrame;

    public static Unreadable Binary { get; } = new("BAD_FRAME", "Frames are UTF-8 JSON text.");

    public static Unreadable BadAck { get; } = new("BAD_ACK", "sequence must be a whole number from 0 to the head.");

    /// <summary>Never throws: whatever the bytes are, they are some frame.</summary>
    public static ClientFrame Read(ReadOnlyMemory<byte> utf8)
    {
        if (!Utf8.IsValid(utf8.Span))
        {
            return Binary;
        }

        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = Limits.JsonDepthMax });
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a lone surrogate in the name of a property.
            return new Unreadable("BAD_FRAME", "Not a JSON text.");
        }
    }

    private static ClientFrame Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || TextOf(root, "type") is not { } type)
        {
            return new Unreadable("BAD_FRAME", "A frame is an object with a type.");
        }

        if (type is not ("GAME_COMMAND" or "GAME_ACK" or "PING" or "PONG"))
        {
            return new Unreadable("UNKNOWN_TYPE", "There is no such frame type.");
        }

        if (!root.TryGetProperty("payload", out var payload) || payload.ValueKind != JsonValueKind.Object)
        {
            return new Unreadable("BAD_FRAME", "payload must be an object.");
        }

        return type switch
        {
            "GAME_COMMAND" => ReadCommand(payload),
            "GAME_ACK" => payload.TryGetProperty("sequence", out var sequence) && WholeNumber.Read(sequence) is { } number ? new Ack(number) : BadAck,
            _ => ReadT(payload) switch
            {
                null => new Unreadable("BAD_FRAME", "t must be a number or a string of up to 64 characters."),
                { } t when type == "PING" => new Ping(t),
                { } t => new Pong(t),
            },
        };
    }

    private static ClientFrame ReadCommand(JsonElement payload)
    {
        if (!CommandId.TryParse(TextOf(payload, "commandId"), out var id))
        {
            return new Unreadable("BAD_FRAME", "commandId must be a string of 1 to 64 characters.");
        }

        if (TextOf(payload, "name") is not { Length: >= 1 and <= Limits.CommandNameCharactersMax } name)
        {
            return new Unreadable("BAD_FRAME", "name must be a string of 1 to 64 characters.", id);
        }

        if (!payload.TryGetProperty("data", out var data))
        {
            return new Command(id, name, RawJson.EmptyObject.Parse());
        }

        // Rules read the strings in it, and would throw.
        return data.ValueKind == JsonValueKind.Object && !LoneSurrogates.In(data)
            ? new Command(id, name, data.Clone())
            : new Unreadable("BAD_FRAME", "data must be an object, and its text Unicode.", id);
    }

    private static string? TextOf(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && !LoneSurrogates.In(value) ? value.GetString() : null;

    private static RawJson? ReadT(JsonElement payload) =>
        payload.TryGetProperty("t", out var t) && (t.ValueKind == JsonValueKind.Number || TextOf(payload, "t") is { Length: <= Limits.PingCharactersMax })
            ? new RawJson(t.GetRawText())
            : null;
}
