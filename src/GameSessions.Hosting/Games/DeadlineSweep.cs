using GameSessions.Games;
using GameSessions.Hosting.Nodes;

namespace GameSessions.Hosting.Games;

/// <summary>Finds games whose deadline has passed and that no host woke for: their node died, or none has them in memory.</summary>
internal sealed class DeadlineSweep(SessionNode node)
{
    private const int GamesMax = 256;

    /// <summary>The host that has the game is given this long to wake by itself, in ms.</summary>
    private const long GraceMs = 50;

    /// <summary>How long a game that could not be run is let be.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly Dictionary<GameId, long> resting = [];

    /// <summary>A game whose host failed: it must not keep the others from being found.</summary>
    public void LeaveOut(GameId game)
    {
        lock (gate)
        {
            resting[game] = node.Time.GetTimestamp();
        }
    }

    public async Task SweepAsync()
    {
        foreach (var game in await node.EventLog.FindDueAsync(node.Clock.Estimate - GraceMs, GamesMax + CountResting()))
        {
            // A host that storage fails pauses between its tries; woken here it would not.
            if (!IsResting(game) && node.Directory.Loaded(game) is not { IsRetrying: true })
            {
                node.Directory.Post(game, new GameMessage.Wake());
            }
        }
    }

    private int CountResting()
    {
        lock (gate)
        {
            foreach (var (game, since) in resting.Where(rest => node.Time.GetElapsedTime(rest.Value) >= Rest).ToList())
            {
                resting.Remove(game);
            }

            return resting.Count;
        }
    }

    private bool IsResting(GameId game)
    {
        lock (gate)
        {
            return resting.ContainsKey(game);
        }
    }
}
