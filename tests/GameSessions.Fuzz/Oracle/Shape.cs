using System.Collections.Frozen;
using System.Globalization;

namespace GameSessions.Fuzz.Oracle;

/// <summary>The frames that a server may send, key by key: <c>name:kinds</c>, where <c>name?</c> may be absent and no other key may be there.</summary>
internal static class Shape
{
    private const string EventKeys = "gameId:s sequence:i type:s data:on userId:sn at:i commandId?:s";

    /// <summary>s string, i whole number of 0 or more, b boolean, o object, a array, n null, v number or string.</summary>
    private static readonly FrozenDictionary<string, string> KeysByType = new Dictionary<string, string>
    {
        ["GAME_RESUME"] = "gameId:s userId:s seat:sn outcome:s token:s issuedAt:i expiresAt:i lastSequence:i head:i epoch:s timer?:o summary:o online:a heartbeatMs:i protocol:s",
        ["GAME_REPLAY"] = "gameId:s events:a",
        ["GAME_REPLAY_END"] = "gameId:s through:i",
        ["GAME_EVENT"] = EventKeys,
        ["GAME_RESYNC"] = "gameId:s asOf:i state:o reason:s",
        ["GAME_ACCEPTED"] = "commandId:s sequence:i count:i",
        ["GAME_REFUSED"] = "commandId:s code:s message:s retryable:b",
        ["GAME_ACK"] = "gameId:s userId:s sequence:i",
        ["TIME_UPDATE"] = "gameId:s timer:o",
        ["PRESENCE"] = "gameId:s userId:s online:b",
        ["ERROR"] = "code:s message:s retryable:b commandId?:s",
        ["PING"] = "t:v",
        ["PONG"] = "t:v now:i",
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> Refusals = FrozenSet.Create(
        "NOT_A_PLAYER", "NOT_YOUR_TURN", "NOT_ALLOWED", "UNKNOWN_COMMAND", "BAD_DATA", "ALREADY_TAKEN", "UNKNOWN_SPECIALIZATION", "GAME_NOT_STARTED", "GAME_OVER", "LOCKED",
        "NOT_AVAILABLE", "STORAGE_UNAVAILABLE");

    private static readonly FrozenSet<string> Errors = FrozenSet.Create("BAD_FRAME", "UNKNOWN_TYPE", "BAD_ACK", "RATE_LIMITED", "STORAGE_UNAVAILABLE");

    /// <exception cref="ViolationException">It is no frame of the contract.</exception>
    public static void Check(JsonElement root)
    {
        CheckKeys(root, "type:s payload:o timestamp:s senderId:sn");
        var type = root.GetProperty("type").GetString()!;
        var payload = root.GetProperty("payload");
        if (!KeysByType.TryGetValue(type, out var keys))
        {
            throw new ViolationException($"there is no frame type {type}");
        }

        CheckKeys(payload, keys);
        if (!DateTimeOffset.TryParseExact(root.GetProperty("timestamp").GetString(), "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _))
        {
            throw new ViolationException("timestamp is not ISO 8601 in UTC");
        }

        var author = type == "GAME_EVENT" ? payload.GetProperty("userId").GetString() : null;
        if (root.GetProperty("senderId").GetString() != author)
        {
            throw new ViolationException("senderId is not the author's");
        }

        CheckWords(type, payload);
    }

    private static void CheckWords(string type, JsonElement payload)
    {
        switch (type)
        {
            case "GAME_REFUSED":
                CheckCode(payload, Refusals, code => code == "STORAGE_UNAVAILABLE");
                break;
            case "ERROR":
                CheckCode(payload, Errors, code => code is "STORAGE_UNAVAILABLE" or "RATE_LIMITED");
                break;
            case "GAME_REPLAY":
                foreach (var happened in payload.GetProperty("events").EnumerateArray())
                {
                    CheckKeys(happened, EventKeys);
                }

                break;
            case "GAME_RESUME":
                CheckKeys(payload.GetProperty("summary"), "asOf:i kind:s status:s state:o");
                if (payload.GetProperty("outcome").GetString() is not ("new" or "current" or "replay" or "resync"))
                {
                    throw new ViolationException("there is no such outcome");
                }

                break;
        }
    }

    private static void CheckCode(JsonElement payload, FrozenSet<string> codes, Func<string, bool> isRetryable)
    {
        var code = payload.GetProperty("code").GetString()!;
        if (!codes.Contains(code) || payload.GetProperty("retryable").GetBoolean() != isRetryable(code) || string.IsNullOrWhiteSpace(payload.GetProperty("message").GetString()))
        {
            throw new ViolationException($"{code} is no code of this frame, or not as retryable as it says, or without a message");
        }
    }

    private static void CheckKeys(JsonElement value, string keys)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw new ViolationException("an object is missing");
        }

        var found = 0;
        foreach (var key in keys.Split(' '))
        {
            var (name, kinds) = (key[..key.IndexOf(':', StringComparison.Ordinal)], key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..]);
            if (value.TryGetProperty(name.TrimEnd('?'), out var member))
            {
                found++;
                if (!kinds.Any(kind => IsOf(member, kind)))
                {
                    throw new ViolationException($"{name} is none of '{kinds}'");
                }
            }
            else if (!name.EndsWith('?'))
            {
                throw new ViolationException($"{name} is missing");
            }
        }

        if (found != value.GetPropertyCount())
        {
            throw new ViolationException("there are keys that the contract does not know");
        }
    }

    private static bool IsOf(JsonElement value, char kind) => kind switch
    {
        's' => value.ValueKind == JsonValueKind.String,
        'i' => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= 0,
        'b' => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        'o' => value.ValueKind == JsonValueKind.Object,
        'a' => value.ValueKind == JsonValueKind.Array,
        'n' => value.ValueKind == JsonValueKind.Null,
        _ => value.ValueKind is JsonValueKind.Number or JsonValueKind.String,
    };
}
