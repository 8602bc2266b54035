using System.Net;
using GameSessions.Load.Clients;

namespace GameSessions.Load;

/// <summary>A system under test: how its server is started, and how a client of it speaks.</summary>
/// <param name="Command">The program and its arguments, before the port.</param>
/// <param name="NewClient">Makes a client of a room and a seat, which only the engine asks for.</param>
internal sealed record Peer(string Name, Func<int, string, IReadOnlyList<string>> Command, Func<IPEndPoint, string, string, Client> NewClient)
{
    public static readonly Peer Ours = new("ours", (port, data) => Kestrel("engine", port, "--data", data), (server, room, seat) => new EngineClient(server, room, seat));

    public static readonly Peer Bare = new("bare", (port, _) => Kestrel("bare", port), (server, room, _) => new BareClient(server, room));

    public static readonly Peer SignalR = new("signalr", (port, _) => Kestrel("signalr", port), (server, room, _) => new SignalRClient(server, room));

    public static readonly Peer SocketIo = new("socketio", (port, _) => Node("socketio.js", port), (server, room, _) => new SocketIoClient(server, room));

    public static readonly Peer Colyseus = new("colyseus", (port, _) => Node("colyseus.js", port), (server, room, _) => new ColyseusClient(server, room));

    public static IReadOnlyList<Peer> All { get; } = [Ours, Bare, SignalR, SocketIo, Colyseus];

    private static IReadOnlyList<string> Kestrel(string kind, int port, params string[] more) =>
        ["dotnet", Checkout.ServersAssembly(), kind, "--port", $"{port}", .. more];

    private static IReadOnlyList<string> Node(string script, int port) =>
        ["node", "--expose-gc", Checkout.PathTo("benchmarks", "peers", script), $"{port}"];
}
