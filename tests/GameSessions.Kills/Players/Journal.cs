using GameSessions.Client;
using GameSessions.Games;
using GameSessions.Kills.Checks;
using GameSessions.Kills.Tables;
using GameSessions.Wire;

namespace GameSessions.Kills.Players;

/// <summary>What one player was told and asked for, over all of its sockets. Thread-safe.</summary>
/// <param name="saysTwice">Whether the client sends a command again though an answer may be on its way; then a refusal is not the last word.</param>
internal sealed class Journal(Table table, Seat seat, bool saysTwice, Findings findings)
{
    private readonly Lock gate = new();
    private readonly List<WireEvent> events = [];
    private readonly List<WireEvent> onSockets = [];
    private readonly List<TimerSeen> timers = [];
    private readonly Dictionary<CommandId, CommandResult?> commands = [];
    private readonly Dictionary<CommandId, (long Sequence, int Count)> accepted = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Seat Seat => seat;

    public Table Table => table;

    public bool SaysTwice => saysTwice;

    /// <summary>Known from the first hand-over on.</summary>
    public PlayerId? Player { get; set; }

    /// <summary>The highest ack that the server said is stored.</summary>
    public long AckStored { get; private set; }

    /// <summary>The newest socket, open or not.</summary>
    public SocketAudit? Socket { get; set; }

    /// <summary>The events that the client took for new, in the order in which it did.</summary>
    public IReadOnlyList<WireEvent> Events => Read(() => events.ToArray());

    public IReadOnlyList<TimerSeen> Timers => Read(() => timers.ToArray());

    /// <summary>Every command so far, and what became of it; null: no answer yet.</summary>
    public IReadOnlyList<KeyValuePair<CommandId, CommandResult?>> Commands => Read(() => commands.ToArray());

    /// <summary>Every command that any socket was told of as accepted.</summary>
    public IReadOnlyList<KeyValuePair<CommandId, (long Sequence, int Count)>> Accepted => Read(() => accepted.ToArray());

    public int Position => Read(() => events.Count);

    /// <summary>An event that is new to the client.</summary>
    public void Tell(WireEvent happened)
    {
        lock (gate)
        {
            if (happened.Sequence != events.Count + 1)
            {
                findings.Add($"I1 {seat} took event {happened.Sequence} for new after {events.Count}", table);
            }

            events.Add(happened);
            changed.TrySetResult();
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>An event as a socket brought it, new or not: it must be the same each time.</summary>
    public void Seen(WireEvent happened)
    {
        lock (gate)
        {
            if (happened.Sequence > onSockets.Count)
            {
                onSockets.Add(happened);
            }
            else if (onSockets[(int)happened.Sequence - 1] != happened)
            {
                findings.Add($"I5 {seat} was told {happened}, and before {onSockets[(int)happened.Sequence - 1]}", table);
            }
        }
    }

    public void Seen(TimerSeen timer)
    {
        lock (gate)
        {
            timers.Add(timer);
        }
    }

    public void Stored(long ack)
    {
        lock (gate)
        {
            AckStored = Math.Max(AckStored, ack);
        }
    }

    /// <summary>An answer as a socket brought it, first or not: it must be the same each time.</summary>
    public void Seen(ServerFrame.Accepted answer)
    {
        lock (gate)
        {
            if (!accepted.TryAdd(answer.CommandId, (answer.Sequence, answer.Count)) && accepted[answer.CommandId] != (answer.Sequence, answer.Count))
            {
                findings.Add($"I3 {seat} was told that {answer.CommandId} caused {answer.Count} events from {answer.Sequence}, and before {accepted[answer.CommandId]}", table);
            }
        }
    }

    /// <summary>What became of a command; null: it is on its way.</summary>
    public void Note(CommandId id, CommandResult? result)
    {
        lock (gate)
        {
            commands[id] = result;
        }
    }

    /// <summary>Waits, not for long, until there are more events than so many.</summary>
    public async Task ChangeAsync(int known, TimeSpan atMost, CancellationToken cancellationToken)
    {
        var change = Read(() => events.Count > known ? Task.CompletedTask : changed.Task);
        await Task.WhenAny(change, Task.Delay(atMost, cancellationToken));
    }

    private T Read<T>(Func<T> read)
    {
        lock (gate)
        {
            return read();
        }
    }
}

/// <summary>A clock as a frame told it.</summary>
/// <param name="NotBefore">When the server cannot have read its clock yet, in ms since the epoch; 0: not known.</param>
/// <param name="NotAfter">When the frame was here, in ms since the epoch.</param>
internal sealed record TimerSeen(GameTimer Timer, long NotBefore, long NotAfter);
