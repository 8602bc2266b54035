using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;

namespace GameSessions.Load.Servers;

/// <summary>
/// The limit: Kestrel's WebSockets and a list in memory for each room. No accounts, no sessions, no storage; whoever comes back says how many
/// messages it has.
/// </summary>
internal static class BareServer
{
    private const int BufferBytes = 1_024;

    public static WebApplication Build(string[] args)
    {
        var app = ServerHost.CreateBuilder(args).Build();
        var rooms = new ConcurrentDictionary<string, BareRoom>();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.Zero });
        app.MapMemory(() => rooms.Count);
        app.Map("/ws", async (HttpContext context, string room, int from) =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await ServeAsync(socket, rooms.GetOrAdd(room, _ => new BareRoom()), from);
        });
        return app;
    }

    private static async Task ServeAsync(WebSocket socket, BareRoom room, int from)
    {
        var buffer = new byte[BufferBytes];
        var member = new BareMember(socket);
        try
        {
            room.Enter(member, from);
            while (await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None) is { MessageType: WebSocketMessageType.Text } received)
            {
                // {"n":1,"t":2} becomes {"n":1,"t":2,"s":3}.
                var body = Encoding.UTF8.GetString(buffer.AsSpan(0, received.Count - 1));
                room.Tell(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{body},\"s\":{Stopwatch.GetTimestamp()}}}")));
            }
        }
        catch (WebSocketException)
        {
            // Cut, as planned.
        }

        room.Leave(member);
    }

    private sealed class BareRoom
    {
        private readonly Lock gate = new();
        private readonly List<byte[]> messages = [];
        private readonly List<BareMember> members = [];

        public void Enter(BareMember member, int from)
        {
            lock (gate)
            {
                for (var i = from; i < messages.Count; i++)
                {
                    member.Send(messages[i]);
                }

                members.Add(member);
            }
        }

        public void Leave(BareMember member)
        {
            lock (gate)
            {
                members.Remove(member);
            }
        }

        public void Tell(byte[] message)
        {
            lock (gate)
            {
                messages.Add(message);
                members.ForEach(member => member.Send(message));
            }
        }
    }

    /// <summary>Sends one message after the other. Calls come under the room's lock.</summary>
    private sealed class BareMember(WebSocket socket)
    {
        private Task sending = Task.CompletedTask;

        public void Send(byte[] message) => sending = SendAsync(sending, message);

        private async Task SendAsync(Task before, byte[] message)
        {
            try
            {
                await before;
                await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            }
            catch (Exception e) when (e is WebSocketException or ObjectDisposedException or OperationCanceledException)
            {
                // Cut, as planned.
            }
        }
    }
}
