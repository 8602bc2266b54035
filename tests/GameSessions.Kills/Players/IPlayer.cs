using GameSessions.Client;
using GameSessions.Kills.Tables;

namespace GameSessions.Kills.Players;

/// <summary>A client of some kind that keeps coming back until it is disposed of.</summary>
internal interface IPlayer : IAsyncDisposable
{
    /// <summary>Completes with the answer, over however many sockets, or unanswered where the player gave up.</summary>
    Task<CommandResult> SendAsync(Wanted command);
}
