using System.Net;
using System.Text;

namespace GameSessions.Load.Clients;

/// <summary>Speaks Colyseus 0.18: a seat is reserved over HTTP, frames are binary. Its reconnection gives back the seat and the state of a room, not messages.</summary>
internal sealed class ColyseusClient(IPEndPoint server, string room) : Client(server)
{
    private const byte JoinRoom = 10;
    private const byte ErrorFrame = 11;
    private const byte RoomData = 13;
    private const byte ShortText = 0xA0;
    private const byte MapOfTwo = 0x82;
    private const byte Double = 0xCB;
    private string roomId = "";
    private string reconnection = "";

    public override async Task JoinAsync() =>
        await OpenSeatAsync(await Http.PostAsync(Server, "/matchmake/joinOrCreate/pair", $"{{\"key\":\"{room}\"}}"), "");

    public override async Task ResumeAsync()
    {
        var seat = await Http.PostAsync(Server, $"/matchmake/reconnect/{roomId}", $"{{\"reconnectionToken\":\"{reconnection}\"}}");
        await OpenSeatAsync(seat, $"&reconnectionToken={reconnection}");
    }

    public override void Say(long n)
    {
        Span<byte> frame = stackalloc byte[32];
        var at = 0;
        frame[at++] = RoomData;
        at += WriteText(frame[at..], "say"u8);
        frame[at++] = MapOfTwo;
        at += WriteText(frame[at..], "n"u8);
        at += WriteNumber(frame[at..], n);
        at += WriteText(frame[at..], "t"u8);
        at += WriteNumber(frame[at..], System.Diagnostics.Stopwatch.GetTimestamp());
        Socket.SendBinary(frame[..at]);
    }

    protected override void Take(ReadOnlySpan<byte> message)
    {
        switch (message[0])
        {
            case JoinRoom:
                reconnection = Encoding.ASCII.GetString(message.Slice(2, message[1]));
                Socket.SendBinary([JoinRoom]);
                GoLive();
                break;
            case ErrorFrame:
                Refuse("The server refuses the seat.");
                break;
            case RoomData:
                HearIn(message);
                break;
        }
    }

    private Task OpenSeatAsync(string answer, string query)
    {
        var seat = Encoding.UTF8.GetBytes(answer);
        roomId = TextAfter(seat, "\"roomId\":\""u8);
        return OpenAsync($"/{TextAfter(seat, "\"processId\":\""u8)}/{roomId}?sessionId={TextAfter(seat, "\"sessionId\":\""u8)}{query}");
    }

    private static int WriteText(Span<byte> frame, ReadOnlySpan<byte> text)
    {
        frame[0] = (byte)(ShortText | text.Length);
        text.CopyTo(frame[1..]);
        return text.Length + 1;
    }

    private static int WriteNumber(Span<byte> frame, long number)
    {
        frame[0] = Double;
        System.Buffers.Binary.BinaryPrimitives.WriteDoubleBigEndian(frame[1..], number);
        return 9;
    }
}
