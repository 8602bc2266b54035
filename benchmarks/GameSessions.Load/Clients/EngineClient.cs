using System.Diagnostics;
using System.Net;
using System.Text;

namespace GameSessions.Load.Clients;

/// <summary>Speaks <c>gamesessions.v1</c>, and acknowledges as often as the C# client does.</summary>
internal sealed class EngineClient(IPEndPoint server, string room, string seat) : Client(server)
{
    private const int EventsPerAck = 32;
    private static readonly TimeSpan AckInterval = TimeSpan.FromMilliseconds(200);
    private string token = "";
    private string epoch = "";
    private long sequence;
    private long acknowledged;
    private long acknowledgedAt;
    private long commands;
    private byte[] said = [];

    /// <summary>A command of its own was stored, or was stored before. Of its number.</summary>
    public Action<long>? OnAccepted { get; set; }

    /// <summary>Bytes that make each word of it larger.</summary>
    public int PadBytes { get; init; }

    public override Task JoinAsync() => OpenAsync($"/ws/game?gameId={room}", $"Authorization: Bearer {room}-{seat}\r\n");

    public override Task ResumeAsync() => OpenAsync($"/ws/game?resume={token}&from={sequence}&epoch={epoch}");

    public override void Say(long n)
    {
        var words = PadBytes == 0 ? Words(n) : $"{Words(n)[..^1]},\"pad\":\"{new string('x', PadBytes)}\"}}";
        said = Encoding.UTF8.GetBytes($"{{\"type\":\"GAME_COMMAND\",\"payload\":{{\"commandId\":\"{seat}-{++commands}\",\"name\":\"say\",\"data\":{words}}}}}");
        SayAgain();
    }

    /// <summary>The last command once more, which the engine does once.</summary>
    public void SayAgain() => Socket.SendText(said);

    protected override void Take(ReadOnlySpan<byte> message)
    {
        if (message.StartsWith("{\"type\":\"GAME_EVENT\""u8))
        {
            TakeEvent(message);
            var now = Stopwatch.GetTimestamp();
            if (sequence - acknowledged >= EventsPerAck || Stopwatch.GetElapsedTime(acknowledgedAt, now) >= AckInterval)
            {
                Acknowledge(now);
            }
        }
        else if (message.StartsWith("{\"type\":\"GAME_ACCEPTED\""u8))
        {
            OnAccepted?.Invoke(NumberAfter(message, Encoding.UTF8.GetBytes($"\"commandId\":\"{seat}-")));
        }
        else if (message.StartsWith("{\"type\":\"PING\""u8))
        {
            Socket.SendText(Encoding.UTF8.GetBytes($"{{\"type\":\"PONG\",\"payload\":{{\"t\":{NumberAfter(message, "\"t\":"u8)}}}}}"));
        }
        else if (message.StartsWith("{\"type\":\"GAME_REPLAY\""u8))
        {
            while (message.IndexOf("{\"gameId\":"u8) is var at and >= 0)
            {
                message = message[(at + 1)..];
                var next = message.IndexOf("{\"gameId\":"u8);
                TakeEvent(next < 0 ? message : message[..next]);
            }
        }
        else if (message.StartsWith("{\"type\":\"GAME_REPLAY_END\""u8))
        {
            sequence = NumberAfter(message, "\"through\":"u8);
            Acknowledge(Stopwatch.GetTimestamp());
            GoLive();
        }
        else if (message.StartsWith("{\"type\":\"GAME_RESUME\""u8))
        {
            token = TextAfter(message, "\"token\":\""u8);
            epoch = TextAfter(message, "\"epoch\":\""u8);
        }
        else if (message.StartsWith("{\"type\":\"GAME_REFUSED\""u8) || message.StartsWith("{\"type\":\"ERROR\""u8))
        {
            Console.Error.WriteLine($"{room}-{seat}: {Encoding.UTF8.GetString(message)}");
        }
    }

    private void TakeEvent(ReadOnlySpan<byte> message)
    {
        var place = NumberAfter(message, "\"sequence\":"u8);
        if (place <= sequence)
        {
            return;
        }

        sequence = place;
        if (message.IndexOf("\"type\":\"said\""u8) >= 0)
        {
            HearIn(message, place);
        }
    }

    private void Acknowledge(long now)
    {
        if (sequence > acknowledged)
        {
            acknowledged = sequence;
            acknowledgedAt = now;
            Socket.SendText(Encoding.UTF8.GetBytes($"{{\"type\":\"GAME_ACK\",\"payload\":{{\"sequence\":{sequence}}}}}"));
        }
    }
}
