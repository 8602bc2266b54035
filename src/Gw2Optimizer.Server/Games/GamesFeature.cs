using System.Diagnostics.Metrics;
using System.Globalization;
using GameSessions.AspNetCore;
using GameSessions.Games;
using GameSessions.Hosting.Caching;
using GameSessions.Hosting.Games;
using GameSessions.Hosting.Nodes;
using GameSessions.Hosting.Storage;
using GameSessions.Storage.Redis;
using Gw2Optimizer.Rooms.Drafts;
using Gw2Optimizer.Rooms.Squads;
using Gw2Optimizer.Server.Accounts.SignIns;
using Gw2Optimizer.Server.Accounts.Tokens;
using Gw2Optimizer.Server.Advice.Rooms;
using Gw2Optimizer.Server.Configuration;
using Gw2Optimizer.Server.Observability.Metrics;
using Gw2Optimizer.Server.Storage;

namespace Gw2Optimizer.Server.Games;

/// <summary>Live games: the engine on this server's database, its sockets, and the API around it.</summary>
internal static class GamesFeature
{
    private static readonly IReadOnlyList<GameRules> Kinds = [new DraftRules(DraftRatings.Rate), new SquadRules()];

    public static void AddGames(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(provider => GameStores.In(provider.GetRequiredService<IDatabaseEngine>(), provider.GetRequiredService<TimeProvider>()));
        if (settings.SessionCache is { Redis: { } redis } kept)
        {
            services.AddSingleton(provider => new RedisSessionCache(
                new RedisCacheOptions(redis) { Namespace = kept.Namespace, Retention = settings.Sessions.ReplayRetention, Ttl = settings.Sessions.SessionTtl }, provider.GetRequiredService<TimeProvider>()));
        }

        services.AddSingleton<IEntropy, SystemEntropy>();
        services.AddSingleton<ICommandPreparation, RoomSolver>();
        services.AddSingleton(MakeNode);
        services.AddHostedService<NodeService>();
        services.AddSingleton<IUpgradeAuthenticator, UpgradeAuthenticator>();
        services.AddSingleton<ISessionRevoker, SocketRevoker>();
        services.AddSingleton<GameAnswers>();
        services.KeepResumeTokensOutOfLogs();

        SessionNode MakeNode(IServiceProvider provider)
        {
            var stores = provider.GetRequiredService<GameStores>();
            var time = provider.GetRequiredService<TimeProvider>();
            var log = provider.GetRequiredService<ILoggerFactory>().CreateLogger<SessionNode>();
            var parts = new NodeParts(
                NodeName(), stores.EventLog, stores.Sessions, stores.NodeRows, stores.Feed, Kinds, time, provider.GetRequiredService<IEntropy>(), log,
                provider.GetRequiredService<IMeterFactory>().Create(SessionMetrics.MeterName))
            {
                Flags = stores.Flags,
                Preparation = provider.GetRequiredService<ICommandPreparation>(),
                Cache = new CacheParts(
                    provider.GetService<RedisSessionCache>(),
                    SigningKeys.From(settings).DeriveKey(CacheParts.LogContext),
                    settings.SessionCache.ReadThrough,
                    provider.GetRequiredService<ILoggerFactory>().CreateLogger(CacheParts.LogContext)),
            };
            return new SessionNode(parts, settings.Sessions);
        }
    }

    public static void MapGames(this WebApplication app, RouteGroupBuilder api)
    {
        var node = app.Services.GetRequiredService<SessionNode>();
        GameMetrics.Declare(app.Services.GetRequiredService<MetricsRegistry>());
        app.MapGameSessions(node.ServeAsync);
        api.MapGamesApi();
        api.MapMatchmakingApi();
        api.MapGamesAdminApi();
        api.MapReadThroughApi();
    }

    /// <summary>Another name at each start: a node's row ends with its process.</summary>
    private static NodeId NodeName() => new(string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}"));
}
