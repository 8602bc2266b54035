using System.Text;
using System.Text.Unicode;
using GameSessions.Fuzz.Oracle;
using GameSessions.Fuzz.Sockets;

namespace GameSessions.Fuzz.Frames;

/// <summary>Everything that a client may put on the wire of an open socket.</summary>
internal sealed class InputMaker(Kind kind, SimRandom random)
{
    private const int FrameBytesMax = 16_384;
    private const int ControlBytesMax = 125;
    private const int NoClose = -1;

    /// <summary>Whoever breaks the protocol of WebSockets is told so, or cut off.</summary>
    private static readonly int[] ProtocolError = [1002, 1007, 1009, NoClose];

    private static readonly byte[][] BadUtf8 = [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82]];
    private static readonly int[] CloseCodes = [0, 999, 1000, 1001, 1004, 1005, 1006, 1011, 1015, 1016, 2999, 3000, 4001, 4999, 5000, 65535];

    /// <summary>A frame that is always answered at once.</summary>
    public static Input Barrier { get; } = Message("barrier", """{"type":"PING","payload":{"t":"barrier"}}"""u8.ToArray(), told: 0);

    private readonly FrameMaker frames = new(kind, random);

    /// <summary>Some inputs to send at once; only the last may end the socket.</summary>
    /// <param name="told">The sequence that the socket stands at.</param>
    public List<Input> Batch(int size, long told)
    {
        var batch = new List<Input>(size);
        do
        {
            batch.Add(Next(told));
        }
        while (batch.Count < size && batch[^1].After == Aftermath.None);
        return batch;
    }

    /// <summary>A frame that is always answered, and answered last.</summary>
    public static Input Fence(string id) =>
        Message("fence", Encoding.UTF8.GetBytes($$$"""{"type":"GAME_COMMAND","payload":{"commandId":"{{{id}}}","name":"fence"}}"""), told: 0);

    private Input Next(long told) => random.Next(1000) switch
    {
        < 740 => Message("text", Bytes(told, mutations: random.Next(20) switch { < 8 => 0, < 15 => 1, < 18 => 2, _ => 3 }), told),
        < 850 => Message("bent bytes", Bend(Bytes(told, mutations: 0)), told),
        < 880 => Message("text of an exact size", Pad(Bytes(told, mutations: 0), FrameBytesMax - random.Next(2)), told),
        < 900 => Binary(Bytes(told, mutations: 0)),
        < 910 => Message("empty text", [], told),
        < 965 => Fragments(Bytes(told, mutations: random.Next(2)), told),
        < 985 => new Input("WebSocket ping or pong", WireFrame.Write(random.Chance(0.5) ? WireFrame.Ping : WireFrame.Pong, Noise(random.Next(ControlBytesMax + 1)))),
        < 994 => Message("text in a header too wide", Bytes(told, mutations: 0), told, isWide: true),
        _ => Last(told),
    };

    /// <summary>Ends the socket.</summary>
    private Input Last(long told)
    {
        var text = Bytes(told, mutations: 0);
        return random.Next(16) switch
        {
            0 => TooBig(WireFrame.Write(WireFrame.Text, Pad(text, FrameBytesMax + random.Between(1, 70_000)))),
            1 => TooBig([.. WireFrame.Write(WireFrame.Text, Pad(text, FrameBytesMax), isFinal: false), .. WireFrame.Write(WireFrame.Continuation, " "u8)]),
            2 => TooBig(WireFrame.Write(WireFrame.Text, Pad(text, FrameBytesMax + 1), claimed: 1UL << random.Between(20, 62))),
            3 => Wrong("length of 2^63", WireFrame.Write(WireFrame.Text, text, claimed: 1UL << 63)),
            4 => Wrong("unmasked frame", WireFrame.Write(WireFrame.Text, text, isMasked: false)),
            5 => Wrong("reserved bits", WireFrame.Write(WireFrame.Text, text, reserved: random.Between(1, 7))),
            6 => Wrong("reserved opcode", WireFrame.Write(random.Chance(0.5) ? random.Between(3, 7) : random.Between(11, 15), text)),
            7 => Wrong("control frame too long", WireFrame.Write(WireFrame.Ping, Noise(ControlBytesMax + 1))),
            8 => Wrong("control frame in fragments", WireFrame.Write(WireFrame.Ping, "x"u8, isFinal: false)),
            9 => Wrong("continuation of nothing", WireFrame.Write(WireFrame.Continuation, text)),
            10 => Wrong("text within a text", [.. WireFrame.Write(WireFrame.Text, text, isFinal: false), .. WireFrame.Write(WireFrame.Text, text)]),
            11 => Wrong("close of one byte", WireFrame.Write(WireFrame.Close, "x"u8)),
            12 => Wrong("close whose reason is no UTF-8", WireFrame.WriteClose(1000, BadUtf8[random.Next(BadUtf8.Length)])) with { Closes = [1000, .. ProtocolError] },
            13 => new Input("close", WireFrame.WriteClose(CloseCodes[random.Next(CloseCodes.Length)], Encoding.UTF8.GetBytes(new string('x', random.Next(124)))), Closes: [1000, .. ProtocolError], After: Aftermath.ServerCloses),
            14 => new Input("close without a code", WireFrame.Write(WireFrame.Close, []), Closes: [1000], After: Aftermath.ServerCloses),
            _ => Half(text),
        };
    }

    private static Input Message(string what, byte[] message, long told, bool isWide = false)
    {
        var wire = WireFrame.Write(WireFrame.Text, message, isWide: isWide);
        return message.Length > FrameBytesMax
            ? TooBig(wire)
            : new Input(what, wire, Awaited.To(message, isBinary: false, told), isWide || !Utf8.IsValid(message) ? ProtocolError : null, Said: message);
    }

    private static Input Binary(byte[] message) => message.Length > FrameBytesMax
        ? TooBig(WireFrame.Write(WireFrame.Binary, message))
        : new Input("binary", WireFrame.Write(WireFrame.Binary, message), Awaited.To(message, isBinary: true, told: 0), Said: message);

    private static Input TooBig(byte[] wire) => new("too big", wire, Closes: [1009], After: Aftermath.ServerCloses);

    private static Input Wrong(string what, byte[] wire) => new(what, wire, Closes: ProtocolError, After: Aftermath.ServerCloses);

    private Input Half(byte[] text)
    {
        var wire = WireFrame.Write(WireFrame.Text, text);
        return new Input("half a frame and a reset", wire[..random.Next(wire.Length)], After: Aftermath.LineIsCut);
    }

    private Input Fragments(byte[] message, long told)
    {
        if (message.Length > FrameBytesMax)
        {
            return TooBig(WireFrame.Write(WireFrame.Text, message));
        }

        var wire = new List<byte>();
        var at = 0;
        var isFirst = true;
        while (at < message.Length || isFirst)
        {
            var size = Math.Min(message.Length - at, random.Next(3) == 0 ? random.Next(2) : random.Between(1, 1 + (message.Length / 4)));
            wire.AddRange(WireFrame.Write(isFirst ? WireFrame.Text : WireFrame.Continuation, message.AsSpan(at, size), isFinal: false));
            (at, isFirst) = (at + size, false);
            if (random.Chance(0.1))
            {
                wire.AddRange(WireFrame.Write(WireFrame.Ping, Noise(random.Next(8))));
            }
        }

        wire.AddRange(WireFrame.Write(WireFrame.Continuation, []));
        return new Input("text in fragments", [.. wire], Awaited.To(message, isBinary: false, told), Utf8.IsValid(message) ? null : ProtocolError, Said: message);
    }

    private byte[] Bytes(long told, int mutations)
    {
        var frame = frames.Valid(told);
        for (; mutations > 0; mutations--)
        {
            frames.Mutate(frame);
        }

        return Encoding.UTF8.GetBytes(frame.ToString());
    }

    private byte[] Bend(byte[] message)
    {
        switch (random.Next(12))
        {
            case < 6:
                // The upper bit would nearly always make it no UTF-8, which is the next case.
                for (var flips = random.Between(1, 6); flips > 0; flips--)
                {
                    message[random.Next(message.Length)] ^= (byte)(1 << random.Next(7));
                }

                return message;
            case 6 when random.Chance(0.3):
                var bad = BadUtf8[random.Next(BadUtf8.Length)];
                var at = random.Next(message.Length);
                return [.. message[..at], .. bad, .. message[at..]];
            case 7:
                return [0xef, 0xbb, 0xbf, .. message];
            case 8:
                return [.. message, .. message];
            case 9:
                var from = random.Next(message.Length);
                return [.. message[..from], .. message[random.Between(from, message.Length - 1)..]];
            default:
                return message[..random.Next(message.Length)];
        }
    }

    private byte[] Noise(int length) => [.. Enumerable.Range(0, length).Select(_ => (byte)random.Next(256))];

    private static byte[] Pad(byte[] message, int length)
    {
        var padded = new byte[Math.Max(length, message.Length)];
        Array.Fill(padded, (byte)' ');
        message.CopyTo(padded, 0);
        return padded;
    }
}
