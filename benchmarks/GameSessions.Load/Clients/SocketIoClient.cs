using System.Net;
using System.Text;

namespace GameSessions.Load.Clients;

/// <summary>Speaks Engine.IO 4 and Socket.IO 5 over a WebSocket: connection state recovery by the session's private id and the last offset.</summary>
internal sealed class SocketIoClient(IPEndPoint server, string room) : Client(server)
{
    private string privateId = "";
    private string offset = "";
    private bool isReconnect;

    public override Task JoinAsync() => OpenAsync("/socket.io/?EIO=4&transport=websocket");

    public override Task ResumeAsync()
    {
        isReconnect = true;
        return JoinAsync();
    }

    public override void Say(long n) => Send($"42[\"say\",{Words(n)}]");

    protected override void Take(ReadOnlySpan<byte> message)
    {
        switch (message[0])
        {
            case (byte)'0':
                Send(isReconnect ? $"40{{\"pid\":\"{privateId}\",\"offset\":\"{offset}\"}}" : "40");
                break;
            case (byte)'2':
                Send("3");
                break;
            case (byte)'4' when message[1] == '0':
                TakeConnected(TextAfter(message, "\"pid\":\""u8));
                break;
            case (byte)'4' when message[1] == '3':
                GoLive();
                break;
            case (byte)'4' when message[1] == '2':
                offset = OffsetOf(message);
                HearIn(message);
                break;
        }
    }

    private void TakeConnected(string pid)
    {
        if (!isReconnect)
        {
            privateId = pid;
            Send($"420[\"join\",\"{room}\"]");
        }
        else if (pid == privateId)
        {
            GoLive();
        }
        else
        {
            Refuse("The server does not know the session.");
        }
    }

    /// <summary><c>42["m",{...},"offset"]</c>.</summary>
    private static string OffsetOf(ReadOnlySpan<byte> message)
    {
        var end = message.LastIndexOf((byte)'"');
        return Encoding.UTF8.GetString(message[(message[..end].LastIndexOf((byte)'"') + 1)..end]);
    }

    private void Send(string message) => Socket.SendText(Encoding.UTF8.GetBytes(message));
}
