using GameSessions.Games;
using GameSessions.Hosting.Nodes;
using GameSessions.Lobby;
using Gw2Optimizer.Server.Web;
using EngineLimits = GameSessions.Limits;

namespace Gw2Optimizer.Server.Games;

/// <summary>How many games a player may have open.</summary>
internal static class OpenGames
{
    /// <returns>Null where the player may have one more.</returns>
    public static async Task<ApiError?> RefuseAnotherAsync(PlayerId player, SessionNode node) =>
        await node.EventLog.CountOpenAsync(player, InboxRules.Name) >= EngineLimits.OpenGamesPerPlayerMax
            ? ApiError.Conflict(ErrorCodes.Quota, $"You have a seat in {EngineLimits.OpenGamesPerPlayerMax} open games; finish one first.")
            : null;
}
