using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace GameSessions.Fuzz.Oracle;

/// <summary>The answer that one frame must get, read from the contract and not from the server's code.</summary>
/// <param name="Doubt">0 where one answer is right; 1 where it is one of two; 2 where the contract is silent and any one answer will do.</param>
internal sealed record Awaited(string What, Func<Reply, bool> Accepts, int Doubt = 0)
{
    public const int DoubtMax = 2;

    /// <summary>Deepest nesting that certainly is read.</summary>
    private const int SureDepth = 60;

    private const int AnyDepth = 100_000;

    /// <summary>An ack this far beyond what this socket was told is beyond the head.</summary>
    private const int FarBeyond = 100_000;

    private const int WordMax = 64;

    /// <summary>Whether no answer is an answer too.</summary>
    public bool MayBeSilent { get; private init; }

    /// <summary>The command that must be answered; null where it is none.</summary>
    public string? CommandId { get; private init; }

    /// <summary>What a frame waits for; null: nothing, it is heard in silence.</summary>
    /// <param name="told">The highest sequence that the server has told on this socket.</param>
    public static Awaited? To(byte[] message, bool isBinary, long told)
    {
        if (isBinary || !Utf8.IsValid(message))
        {
            return Bad(null);
        }

        try
        {
            using var document = JsonDocument.Parse(message, new JsonDocumentOptions { MaxDepth = AnyDepth });
            return IsDoubtfulText(message) ? Anything(document.RootElement) : To(document.RootElement, told);
        }
        catch (JsonException)
        {
            return Bad(null);
        }
    }

    public static Awaited Command(string id) => new($"an answer to command {id}", reply => reply.Type is "GAME_ACCEPTED" or "GAME_REFUSED" && reply.CommandId == id) { CommandId = id };

    public static Awaited Pong(JsonElement t) => new($"PONG {t}", reply => reply.Type == "PONG" && IsSame(reply.Payload.GetProperty("t"), t));

    private static Awaited? To(JsonElement root, long told)
    {
        if (root.ValueKind != JsonValueKind.Object || Text(root, "type") is not { } type)
        {
            return Bad(null);
        }

        if (type is not ("GAME_COMMAND" or "GAME_ACK" or "PING" or "PONG"))
        {
            return Error("UNKNOWN_TYPE");
        }

        if (!root.TryGetProperty("payload", out var payload) || payload.ValueKind != JsonValueKind.Object)
        {
            return Bad(null);
        }

        return type switch
        {
            "GAME_COMMAND" => ToCommand(payload),
            "GAME_ACK" => ToAck(payload, told),
            _ when !payload.TryGetProperty("t", out var t) || !(t.ValueKind == JsonValueKind.Number || Text(payload, "t") is { Length: <= WordMax }) => Bad(null),
            "PING" => Pong(payload.GetProperty("t").Clone()),
            _ => null,
        };
    }

    private static Awaited ToCommand(JsonElement payload)
    {
        if (Text(payload, "commandId") is not { Length: >= 1 and <= WordMax } id)
        {
            return Bad(null);
        }

        return Text(payload, "name") is not { Length: >= 1 and <= WordMax } || (payload.TryGetProperty("data", out var data) && data.ValueKind != JsonValueKind.Object) ? Bad(id) : Command(id);
    }

    private static Awaited ToAck(JsonElement payload, long told)
    {
        var stored = new Awaited("GAME_ACK", reply => reply.Type == "GAME_ACK");
        if (!payload.TryGetProperty("sequence", out var sequence) || sequence.ValueKind != JsonValueKind.Number)
        {
            return Error("BAD_ACK");
        }

        var raw = sequence.GetRawText();
        if (!decimal.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return Error("BAD_ACK");
        }

        // A decimal rounds, so that what is written small may only look whole.
        var isSure = raw.Length <= 20 && !raw.Contains("e-", StringComparison.OrdinalIgnoreCase);
        return isSure && (number < 0 || number != decimal.Truncate(number) || number > told + FarBeyond) ? Error("BAD_ACK")
            : isSure && number <= told ? stored
            : new Awaited("GAME_ACK or BAD_ACK", reply => reply.Type == "GAME_ACK" || reply is { Type: "ERROR", Code: "BAD_ACK" }, Doubt: 1);
    }

    private static Awaited Bad(string? commandId) => new($"BAD_FRAME {commandId}", reply => reply is { Type: "ERROR", Code: "BAD_FRAME" } && reply.CommandId == commandId);

    private static Awaited Error(string code) => new(code, reply => reply.Type == "ERROR" && reply.Code == code);

    private static Awaited? Anything(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && Raw(root, "type").Contains("PONG", StringComparison.Ordinal)
            ? new Awaited("perhaps BAD_FRAME", reply => reply is { Type: "ERROR", Code: "BAD_FRAME" }, DoubtMax) { MayBeSilent = true }
            : new Awaited($"any answer to {root.GetRawText()}", reply => reply.Type is "ERROR" or "PONG" or "GAME_ACK" or "GAME_ACCEPTED" or "GAME_REFUSED", DoubtMax);

    /// <summary>Half surrogates, NUL and very deep nesting: well-formed JSON of which the contract says nothing.</summary>
    private static bool IsDoubtfulText(byte[] message)
    {
        var text = Encoding.UTF8.GetString(message);
        if (text.Contains("\\ud", StringComparison.OrdinalIgnoreCase) || text.Contains("\\u0000", StringComparison.Ordinal))
        {
            return true;
        }

        try
        {
            JsonDocument.Parse(message, new JsonDocumentOptions { MaxDepth = SureDepth }).Dispose();
            return false;
        }
        catch (JsonException)
        {
            return true;
        }
    }

    /// <summary>Numbers as they were written: some are larger than any number type.</summary>
    private static bool IsSame(JsonElement one, JsonElement other) =>
        one.ValueKind == other.ValueKind && (one.ValueKind == JsonValueKind.String ? one.GetString() == other.GetString() : one.GetRawText() == other.GetRawText());

    private static string? Text(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Raw(JsonElement parent, string name)
    {
        try
        {
            return parent.TryGetProperty(name, out var value) ? value.GetRawText() : "";
        }
        catch (InvalidOperationException)
        {
            return "PONG";
        }
    }
}

/// <summary>A frame of the server that may answer one of ours.</summary>
internal sealed record Reply(string Type, JsonElement Payload)
{
    public string? Code { get; } = Payload.TryGetProperty("code", out var code) ? code.GetString() : null;

    public string? CommandId { get; } = Payload.TryGetProperty("commandId", out var id) ? id.GetString() : null;
}
