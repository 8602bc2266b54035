using System.Diagnostics;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;

namespace GameSessions.Load.Servers;

/// <summary>SignalR with stateful reconnect: what a client did not acknowledge is kept in memory and sent again.</summary>
internal static class SignalRServer
{
    /// <summary>Longer than any run: clients are silent while they wait, and away for as long as the load takes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static WebApplication Build(string[] args)
    {
        var builder = ServerHost.CreateBuilder(args);
        builder.Services.AddSignalR(options => options.ClientTimeoutInterval = Patience);
        builder.Services.Configure<Microsoft.AspNetCore.Http.Connections.ConnectionOptions>(options => options.DisconnectTimeout = Patience);
        var app = builder.Build();
        app.MapMemory();
        app.MapHub<PairHub>("/hub", options =>
        {
            options.AllowStatefulReconnects = true;
            options.Transports = HttpTransportType.WebSockets;
        });
        return app;
    }
}

internal sealed record Word(long N, long T, long S);

/// <summary>Groups of clients, each of whom hears what any of them says.</summary>
internal sealed class PairHub : Hub
{
    private const string Room = "room";

    public Task Join(string room)
    {
        Context.Items[Room] = room;
        return Groups.AddToGroupAsync(Context.ConnectionId, room);
    }

    public Task Say(long n, long t) => Clients.Group((string)Context.Items[Room]!).SendAsync("m", new Word(n, t, Stopwatch.GetTimestamp()));
}
