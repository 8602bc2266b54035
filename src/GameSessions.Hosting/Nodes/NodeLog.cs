using GameSessions.Games;
using Microsoft.Extensions.Logging;

namespace GameSessions.Hosting.Nodes;

/// <summary>Every line this project logs. No token, no data of a player, ever.</summary>
internal static partial class NodeLog
{
    [LoggerMessage(LogLevel.Error, "The host of game {Game} failed and is rebuilt from its log.")]
    public static partial void HostFailed(this ILogger log, Exception e, GameId game);

    [LoggerMessage(LogLevel.Error, "A socket of game {Game} failed.")]
    public static partial void SocketFailed(this ILogger log, Exception e, string? game);

    [LoggerMessage(LogLevel.Error, "What event {Sequence} of game {Game} does to other games failed, and is tried again later.")]
    public static partial void ReactionFailed(this ILogger log, Exception e, GameId game, long sequence);

    [LoggerMessage(LogLevel.Warning, "Game {Target} refused what event {Sequence} of game {Game} does to it: {Result}")]
    public static partial void ReactionRefused(this ILogger log, GameId target, long sequence, GameId game, string result);

    [LoggerMessage(LogLevel.Error, "The {Loop} loop failed and goes on.")]
    public static partial void LoopFailed(this ILogger log, Exception e, string loop);

    [LoggerMessage(LogLevel.Warning, "Storage does not answer: {Reason}")]
    public static partial void StorageAway(this ILogger log, string reason);

    [LoggerMessage(LogLevel.Information, "Storage answers again.")]
    public static partial void StorageBack(this ILogger log);

    [LoggerMessage(LogLevel.Warning, "The database was restored or failed over: games are loaded again, and clients that are ahead of the log are told.")]
    public static partial void LogForked(this ILogger log);

    [LoggerMessage(LogLevel.Information, "Draining {Sockets} sockets.")]
    public static partial void Draining(this ILogger log, int sockets);
}
