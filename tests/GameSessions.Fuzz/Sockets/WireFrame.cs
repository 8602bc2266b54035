using System.Buffers.Binary;

namespace GameSessions.Fuzz.Sockets;

/// <summary>A frame of RFC 6455, or something near one.</summary>
internal static class WireFrame
{
    public const int Continuation = 0;
    public const int Text = 1;
    public const int Binary = 2;
    public const int Close = 8;
    public const int Ping = 9;
    public const int Pong = 10;
    private const byte Final = 0x80;
    private const byte Masked = 0x80;
    private const byte Length16 = 126;
    private const byte Length64 = 127;
    private static readonly byte[] Mask = [0x37, 0xfa, 0x21, 0x3d];

    /// <param name="reserved">The three reserved bits, 0 to 7.</param>
    /// <param name="claimed">The length to write in the header; null: the true one.</param>
    /// <param name="isWide">Whether to write the length in 64 bits, whatever it is.</param>
    public static byte[] Write(int opcode, ReadOnlySpan<byte> payload, bool isFinal = true, bool isMasked = true, int reserved = 0, ulong? claimed = null, bool isWide = false)
    {
        var length = claimed ?? (ulong)payload.Length;
        Span<byte> header = stackalloc byte[14];
        header[0] = (byte)((isFinal ? Final : 0) | (reserved << 4) | opcode);
        var end = 2;
        if (isWide || length > ushort.MaxValue)
        {
            header[1] = Length64;
            BinaryPrimitives.WriteUInt64BigEndian(header[2..], length);
            end = 10;
        }
        else if (length >= Length16)
        {
            header[1] = Length16;
            BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)length);
            end = 4;
        }
        else
        {
            header[1] = (byte)length;
        }

        if (isMasked)
        {
            header[1] |= Masked;
            Mask.CopyTo(header[end..]);
            end += Mask.Length;
        }

        var wire = new byte[end + payload.Length];
        header[..end].CopyTo(wire);
        for (var i = 0; i < payload.Length; i++)
        {
            wire[end + i] = isMasked ? (byte)(payload[i] ^ Mask[i % Mask.Length]) : payload[i];
        }

        return wire;
    }

    public static byte[] WriteClose(int code, ReadOnlySpan<byte> reason)
    {
        var payload = new byte[2 + reason.Length];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code);
        reason.CopyTo(payload.AsSpan(2));
        return Write(Close, payload);
    }

    /// <summary>The next frame of the server; null: the line ended.</summary>
    /// <exception cref="ViolationException">It is not what a server may send.</exception>
    public static async Task<(int Opcode, byte[] Payload)?> ReadAsync(Stream stream)
    {
        var header = new byte[8];
        if (await stream.ReadAtLeastAsync(header.AsMemory(0, 2), 2, throwOnEndOfStream: false) < 2)
        {
            return null;
        }

        var (first, second) = (header[0], header[1]);
        if ((first & 0xf0) != Final || (second & Masked) != 0)
        {
            throw new ViolationException($"a WebSocket frame with the header {first:x2} {second:x2}");
        }

        var length = (ulong)second;
        if (second >= Length16)
        {
            var wide = second == Length64 ? 8 : 2;
            await stream.ReadExactlyAsync(header.AsMemory(0, wide));
            length = wide == 8 ? BinaryPrimitives.ReadUInt64BigEndian(header) : BinaryPrimitives.ReadUInt16BigEndian(header);
        }

        var payload = new byte[length];
        await stream.ReadExactlyAsync(payload);
        return (first & 0x0f, payload);
    }
}
