using GameSessions.Load.Servers;

// <engine|bare|signalr> --port <port> [--data <folder> | --database <connection string> [--redis <url>]] [--idle-seconds <n>]
var app = args[0] switch
{
    "engine" => await EngineServer.BuildAsync(args),
    "bare" => BareServer.Build(args),
    "signalr" => SignalRServer.Build(args),
    var other => throw new ArgumentException($"There is no server {other}.", nameof(args)),
};
await app.RunAsync();
