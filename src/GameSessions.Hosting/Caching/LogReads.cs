using GameSessions.Games;
using GameSessions.Hosting.Nodes;
using GameSessions.Log;

namespace GameSessions.Hosting.Caching;

/// <summary>Reads of logs that the cache did not have: who asks for what is being read already shares the answer. Thread-safe.</summary>
internal sealed class LogReads(SessionNode node)
{
    private readonly Lock gate = new();
    private readonly Dictionary<GameId, Flight> flights = [];

    /// <exception cref="Storage.StorageUnavailableException">The store does not answer.</exception>
    /// <exception cref="Storage.LogForkedException">There is no such log any more.</exception>
    public async Task<IReadOnlyList<RecordedEvent>> ReadAsync(GameId game, string epoch, long after, long through)
    {
        Flight flight;
        lock (gate)
        {
            if (!flights.TryGetValue(game, out flight!) || !flight.Covers(epoch, after, through))
            {
                flight = flights[game] = new Flight(epoch, after, through, node.EventLog.ReadAsync(game, after, (int)(through - after), epoch));
            }
        }

        try
        {
            var read = await flight.Events;
            return [.. read.Where(recorded => recorded.Sequence > after && recorded.Sequence <= through)];
        }
        finally
        {
            lock (gate)
            {
                if (flights.GetValueOrDefault(game) == flight)
                {
                    flights.Remove(game);
                }
            }
        }
    }

    private sealed record Flight(string Epoch, long After, long Through, Task<IReadOnlyList<RecordedEvent>> Events)
    {
        public bool Covers(string epoch, long after, long through) => Epoch == epoch && After <= after && Through >= through;
    }
}
