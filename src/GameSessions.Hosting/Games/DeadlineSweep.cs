using GameSessions.Hosting.Nodes;

namespace GameSessions.Hosting.Games;

/// <summary>Finds games whose deadline has passed and that no host woke for: their node died, or none has them in memory.</summary>
internal sealed class DeadlineSweep(SessionNode node)
{
    private const int GamesMax = 256;

    /// <summary>The host that has the game is given this long to wake by itself, in ms.</summary>
    private const long GraceMs = 50;

    public async Task SweepAsync()
    {
        foreach (var game in await node.EventLog.FindDueAsync(node.Clock.Estimate - GraceMs, GamesMax))
        {
            node.Directory.Post(game, new GameMessage.Wake());
        }
    }
}
