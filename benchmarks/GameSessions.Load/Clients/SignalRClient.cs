using System.Diagnostics;
using System.Net;
using System.Text;

namespace GameSessions.Load.Clients;

/// <summary>Speaks SignalR's JSON protocol, version 2: stateful reconnect on the same connection id.</summary>
internal sealed class SignalRClient(IPEndPoint server, string room) : Client(server)
{
    private const byte Separator = 0x1E;
    private static readonly TimeSpan AckInterval = TimeSpan.FromSeconds(1);
    private string connection = "";
    private long received;
    private long nextReceived = 1;
    private long acknowledgedAt;
    private long sent;
    private bool isReconnect;

    public override async Task JoinAsync()
    {
        var answer = await Http.PostAsync(Server, "/hub/negotiate?negotiateVersion=1&useStatefulReconnect=true", "");
        connection = TextAfter(Encoding.UTF8.GetBytes(answer), "\"connectionToken\":\""u8);
        await OpenAsync($"/hub?id={connection}");
    }

    public override Task ResumeAsync()
    {
        isReconnect = true;
        return OpenAsync($"/hub?id={connection}");
    }

    public override void Say(long n)
    {
        sent++;
        var now = Stopwatch.GetTimestamp();
        Send($"{{\"type\":1,\"target\":\"Say\",\"arguments\":[{n},{now}]}}");
    }

    protected override void Opened()
    {
        if (isReconnect)
        {
            // Everything we said was acknowledged by an echo: nothing is sent again.
            Send($"{{\"type\":9,\"sequenceId\":{sent + 1}}}");
        }
        else
        {
            Send("{\"protocol\":\"json\",\"version\":2}");
        }
    }

    protected override void Take(ReadOnlySpan<byte> message)
    {
        while (message.IndexOf(Separator) is var end and >= 0)
        {
            TakeOne(message[..end]);
            message = message[(end + 1)..];
        }
    }

    private void TakeOne(ReadOnlySpan<byte> message)
    {
        switch (NumberAfter(message, "\"type\":"u8))
        {
            case 0:
                // The answer to the handshake.
                sent++;
                Send($"{{\"type\":1,\"invocationId\":\"1\",\"target\":\"Join\",\"arguments\":[\"{room}\"]}}");
                break;
            case 1:
                if (IsNew())
                {
                    HearIn(message);
                }

                break;
            case 3:
                IsNew();
                GoLive();
                break;
            case 7:
                Refuse("The server closed the connection.");
                break;
            case 9:
                nextReceived = NumberAfter(message, "\"sequenceId\":"u8);
                GoLive();
                break;
        }
    }

    /// <summary>Counts a message; false where it was received before the reconnect.</summary>
    private bool IsNew()
    {
        var isNew = nextReceived > received;
        if (isNew)
        {
            received = nextReceived;
        }

        nextReceived++;
        if (Stopwatch.GetElapsedTime(acknowledgedAt) >= AckInterval)
        {
            acknowledgedAt = Stopwatch.GetTimestamp();
            Send($"{{\"type\":8,\"sequenceId\":{received}}}");
        }

        return isNew;
    }

    private void Send(string message) => Socket.SendText([.. Encoding.UTF8.GetBytes(message), Separator]);
}
