using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GameSessions.Games;
using GameSessions.Log;
using GameSessions.Wire;

namespace GameSessions.Hosting.Caching;

/// <summary>An event as the cache keeps it: JSON, with the log's incarnation, signed for its game, so that what was put there by anybody else is not believed.</summary>
internal static class CacheEntry
{
    private const string MacStart = ",\"mac\":\"";
    private const string End = "\"}";
    private static readonly int SignatureLength = MacStart.Length + Base64Url.GetEncodedLength(HMACSHA256.HashSizeInBytes) + End.Length;

    public static string Write(GameId game, string epoch, RecordedEvent recorded, ReadOnlyMemory<byte> key)
    {
        var json = JsonSerializer.Serialize(
            new Content(recorded.Sequence, epoch, recorded.Type, recorded.Data, recorded.Player, recorded.CommandId, recorded.At, recorded.Audience), WireJson.Options);
        return $"{json.AsSpan(0, json.Length - 1)}{Signature(game, json, key)}";
    }

    /// <summary>Null where it was not written here for this game, or is no longer whole.</summary>
    public static (string Epoch, RecordedEvent Recorded)? Read(GameId game, string entry, ReadOnlyMemory<byte> key)
    {
        if (entry.Length <= SignatureLength)
        {
            return null;
        }

        var json = $"{entry.AsSpan(0, entry.Length - SignatureLength)}}}";
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(entry[^SignatureLength..]), Encoding.UTF8.GetBytes(Signature(game, json, key))))
        {
            return null;
        }

        var content = JsonSerializer.Deserialize<Content>(json, WireJson.Options)!;
        return (content.Epoch, new RecordedEvent(content.Sequence, content.Type, content.Data, content.UserId, content.CommandId, content.At, content.Audience));
    }

    private static string Signature(GameId game, string json, ReadOnlyMemory<byte> key) =>
        $"{MacStart}{Base64Url.EncodeToString(HMACSHA256.HashData(key.Span, Encoding.UTF8.GetBytes($"{game.Value}\n{json}")))}{End}";

    private sealed record Content(
        long Sequence, string Epoch, string Type, RawJson Data, PlayerId? UserId, CommandId? CommandId, long At, IReadOnlyList<Seat>? Audience);
}
