using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using GameSessions.AspNetCore;
using GameSessions.Games;
using GameSessions.Hosting.Games;
using GameSessions.Hosting.Nodes;
using GameSessions.Hosting.Storage;
using GameSessions.Log;
using GameSessions.Wire;

namespace GameSessions.Load.Servers;

/// <summary>The engine without accounts, as one node or one of several: an access token is the user's id.</summary>
internal static class EngineServer
{
    /// <summary>A closed loop over few sockets sends more than people do; the limiter still judges every frame.</summary>
    private const int FramesPerSecond = 100_000;

    private const int CreatesAtOnce = 256;

    /// <summary>Longer than that is no drain: what is left is cut.</summary>
    private static readonly TimeSpan DrainMax = TimeSpan.FromSeconds(5);

    public static async Task<WebApplication> BuildAsync(string[] args)
    {
        var builder = ServerHost.CreateBuilder(args);
        builder.Services.AddSingleton<IUpgradeAuthenticator, TokenIsUser>();
        builder.Services.KeepResumeTokensOutOfLogs();
        var app = builder.Build();

        var logs = app.Services.GetRequiredService<ILoggerFactory>();
        var stores = await EngineStores.OpenAsync(app.Configuration, logs);
        var log = new TimedLog(stores.EventLog);
        var meter = new Meter(SessionMetrics.MeterName);
        var figures = new Figures(meter);
        var parts = new NodeParts(
            new NodeId($"load-{Guid.NewGuid():N}"), log, stores.Sessions, stores.NodeRows, stores.Feed, [new PairRules()],
            TimeProvider.System, new SystemEntropy(), logs.CreateLogger<SessionNode>(), meter)
        {
            Flags = stores.Flags,
            Cache = stores.Cache,
        };
        var node = new SessionNode(parts, new Hosting.SessionOptions
        {
            FramesPerSecond = FramesPerSecond,
            FrameBurst = FramesPerSecond,
            IdleGame = TimeSpan.FromSeconds(app.Configuration.GetValue("idle-seconds", 60)),
        });
        await node.StartAsync();
        app.Lifetime.ApplicationStopping.Register(() => node.DrainAsync().Wait(DrainMax));

        app.MapGameSessions(node.ServeAsync);
        app.MapMemory(() => node.Directory.Count);
        app.MapGet("/metrics", figures.Write);
        app.MapGet("/commits", () => log.TakeCommits());
        app.MapPost("/games/{name}/{count:int}", (string name, int count) => CreateAsync(node, name, count));
        return app;
    }

    /// <summary>Games <c>name-0</c> to <c>name-(count - 1)</c>, each with its three players seated.</summary>
    private static Task CreateAsync(SessionNode node, string name, int count) => Parallel.ForAsync(
        0, count, new ParallelOptions { MaxDegreeOfParallelism = CreatesAtOnce }, async (i, _) =>
        {
            var id = new GameId($"{name}-{i}");
            var creation = new GameCreation(PairRules.Name, RawJson.EmptyObject, TimeControl: null, node.Clock.Estimate, PairRules.Seats);
            foreach (var holder in PairRules.Seats)
            {
                var join = new Join(new PlayerId($"{id}-{holder.Seat}"), holder.Seat);
                var result = holder == PairRules.Seats[0] ? await node.Directory.CreateAsync(id, creation, join) : await node.Directory.JoinAsync(id, join);
                if (result is not CommandResult.Accepted)
                {
                    throw new InvalidOperationException($"Game {id} was not made: {result}");
                }
            }
        });

    private sealed class TokenIsUser : IUpgradeAuthenticator
    {
        public Task<PlayerId?> AuthenticateAsync(string accessToken) => Task.FromResult<PlayerId?>(new PlayerId(accessToken));

        public bool IsOriginAllowed(HttpRequest request) => false;
    }

    private sealed class SystemEntropy : IEntropy
    {
        public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
    }
}
