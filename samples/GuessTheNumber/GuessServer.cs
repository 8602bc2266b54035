using System.Diagnostics.Metrics;
using System.Net;
using System.Security.Cryptography;
using GameSessions.AspNetCore;
using GameSessions.Games;
using GameSessions.Hosting.Games;
using GameSessions.Hosting.Nodes;
using GameSessions.Hosting.Storage;
using GameSessions.Log;
using GameSessions.Storage.Sqlite;
using GameSessions.Wire;

namespace GuessTheNumber;

/// <summary>The game on a SQLite file: <c>POST /games/{id}?player=</c> takes a seat, <c>/ws/game</c> is where it is played.</summary>
internal static class GuessServer
{
    private static readonly TimeSpan DrainMax = TimeSpan.FromSeconds(5);

    /// <param name="port">On the loopback; 0: any that is free.</param>
    public static async Task<WebApplication> StartAsync(string path, int port)
    {
        #region host
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(_ => SqliteFile.Open(path, SqliteMigration.Sessions)).AddSingleton(MakeNode);
        builder.Services.AddSingleton<IUpgradeAuthenticator, NamesAsTokens>();
        builder.Services.KeepResumeTokensOutOfLogs();
        var app = builder.Build();

        var node = app.Services.GetRequiredService<SessionNode>();
        await node.StartAsync();
        app.Lifetime.ApplicationStopping.Register(() => node.DrainAsync().Wait(DrainMax));
        app.MapGameSessions(node.ServeAsync);
        app.MapPost("/games/{id:alpha}", (GameId id, PlayerId player) => SitDownAsync(node, id, player));
        #endregion
        app.MapGet("/", () => "The game is played from the console of this tab.");
        await app.StartAsync();
        return app;
    }

    #region node
    private static SessionNode MakeNode(IServiceProvider provider)
    {
        var file = provider.GetRequiredService<SqliteFile>();
        var time = TimeProvider.System;
        var parts = new NodeParts(
            new NodeId(Guid.NewGuid().ToString()), new SqliteEventLog(file, time), new SqliteSessionStore(file), new SqliteNodeRows(file, time), new NoCommitFeed(),
            [new GuessRules()], time, new SystemEntropy(), provider.GetRequiredService<ILogger<SessionNode>>(),
            provider.GetRequiredService<IMeterFactory>().Create(SessionMetrics.MeterName));
        return new SessionNode(parts, new GameSessions.Hosting.SessionOptions());
    }
    #endregion

    #region seats
    /// <summary>The first to come makes the game, the second starts it.</summary>
    private static async Task<IResult> SitDownAsync(SessionNode node, GameId id, PlayerId player)
    {
        var rules = node.RulesOf("guess");
        var setup = rules.SetUp(RawJson.EmptyObject.Parse());
        var creation = new GameCreation(rules.Kind, setup.Options, rules.DefaultTimeControl, node.Clock.Estimate, setup.Seats);
        return await node.Directory.SendAsync(id, new Join(player, Seat: null), creation) switch
        {
            CommandResult.Accepted { Game: var game } => Results.Text(game.SeatOf(player)!.Value.Name),
            CommandResult.Refused { Refusal: var why } => Results.Conflict(why),
            _ => Results.NotFound(),
        };
    }
    #endregion

    #region names
    /// <summary>Whoever says a name has it: a real server checks a signature here.</summary>
    private sealed class NamesAsTokens : IUpgradeAuthenticator
    {
        public Task<PlayerId?> AuthenticateAsync(string accessToken) =>
            Task.FromResult(PlayerId.TryParse(accessToken, null, out var player) ? player : (PlayerId?)null);

        public bool IsOriginAllowed(HttpRequest request) => false;
    }
    #endregion

    private sealed class SystemEntropy : IEntropy
    {
        public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
    }
}
