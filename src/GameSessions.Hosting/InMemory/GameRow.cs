using GameSessions.Games;
using GameSessions.Log;

namespace GameSessions.Hosting.InMemory;

/// <summary>One game in memory: its log, and what moves with it.</summary>
internal sealed class GameRow(GameCreation creation)
{
    private List<RecordedEvent> events = [];
    private Dictionary<(PlayerId?, CommandId), AppendOutcome.Repeated> commands = [];

    public GameCreation Creation => creation;

    /// <summary>The first event that can still be read.</summary>
    public long OldestKept { get; private set; } = 1;

    public long Head => OldestKept - 1 + events.Count;

    public GameStatus Status { get; private set; }

    public long? Deadline { get; private set; }

    public IReadOnlyList<SeatHolder> Seats { get; private set; } = creation.Seats;

    public Snapshot? Snapshot { get; private set; }

    public GameRow Copy()
    {
        var copy = (GameRow)MemberwiseClone();
        (copy.events, copy.commands) = ([.. events], new(commands));
        return copy;
    }

    public bool HasSeated(PlayerId player) => Seats.Any(holder => holder.Player == player);

    public AppendOutcome.Repeated? FindCommand((PlayerId?, CommandId) command) => commands.GetValueOrDefault(command);

    public IReadOnlyList<RecordedEvent> Read(long after, int limit)
    {
        var skip = (int)(Math.Clamp(after, OldestKept - 1, Head) - (OldestKept - 1));
        return events.GetRange(skip, Math.Clamp(limit, 0, events.Count - skip));
    }

    public void Store(Append append)
    {
        if (append.Command is { } command)
        {
            commands.Add(command, new AppendOutcome.Repeated(append.Events[0].Sequence, append.Events.Count));
        }

        events.AddRange(append.Events);
        Status = append.Status;
        Deadline = append.Deadline;
        Seats = append.Seats ?? Seats;
    }

    /// <summary>Deletes the events before <paramref name="before"/>, as far as the floor and the snapshot go.</summary>
    /// <returns>How many went.</returns>
    public int Prune(long before, long floor)
    {
        var through = Math.Min(floor, Snapshot?.Sequence ?? 0);
        var old = events.TakeWhile(recorded => recorded.Sequence <= through && recorded.At < before).Count();
        foreach (var gone in events.Take(old).Where(gone => gone.CommandId is not null))
        {
            commands.Remove((gone.Player, gone.CommandId!.Value));
        }

        events.RemoveRange(0, old);
        OldestKept += old;
        return old;
    }

    /// <summary>A snapshot of events that are not stored is nobody's state; one that is older than the kept one tells nothing.</summary>
    public void Keep(Snapshot snapshot)
    {
        if (snapshot.Sequence <= Head && snapshot.Sequence > (Snapshot?.Sequence ?? 0))
        {
            Snapshot = snapshot;
        }
    }
}
