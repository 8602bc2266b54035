using System.Buffers.Text;

namespace GameSessions.Hosting.Nodes;

/// <summary>Where randomness, ids and tokens come from. Thread-safe.</summary>
public interface IEntropy
{
    void Fill(Span<byte> bytes);
}

public static class Entropy
{
    private const int TokenBytes = 32;

    /// <summary>A resume token: 256 bits, unpadded base64url.</summary>
    public static string NextToken(this IEntropy entropy)
    {
        Span<byte> bytes = stackalloc byte[TokenBytes];
        entropy.Fill(bytes);
        return Base64Url.EncodeToString(bytes);
    }

    public static ulong NextSeed(this IEntropy entropy)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        entropy.Fill(bytes);
        return BitConverter.ToUInt64(bytes);
    }

    /// <summary>A random UUID (version 4).</summary>
    public static Guid NextGuid(this IEntropy entropy)
    {
        Span<byte> bytes = stackalloc byte[16];
        entropy.Fill(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>A whole number from 0 up to, without, <paramref name="end"/>.</summary>
    public static int Next(this IEntropy entropy, int end) => (int)(entropy.NextSeed() % (ulong)end);
}
