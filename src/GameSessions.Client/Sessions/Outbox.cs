using GameSessions.Games;
using GameSessions.Wire;

namespace GameSessions.Client.Sessions;

/// <summary>Commands without an answer, in the order in which they were given. It outlives every socket.</summary>
internal sealed class Outbox(int inFlightMax)
{
    private readonly List<Entry> entries = [];

    public int Count => entries.Count;

    /// <summary>While resting, nothing is sent: what was refused keeps its place before what came later.</summary>
    public bool Resting { get; private set; }

    /// <summary>Rests since the last answer.</summary>
    public int Setbacks { get; private set; }

    public Task<CommandResult>? Find(CommandId id) => EntryOf(id)?.Answer.Task;

    public Task<CommandResult> Add(ClientFrame.Command command)
    {
        var entry = new Entry(command);
        entries.Add(entry);
        return entry.Answer.Task;
    }

    public IReadOnlyList<ClientFrame> TakeSendable()
    {
        // The oldest are the ones on the wire, but for those that were refused and wait among them.
        var sendable = entries.Take(inFlightMax).Where(entry => !entry.OnWire).ToList();
        sendable.ForEach(entry => entry.OnWire = true);
        return [.. sendable.Select(entry => entry.Command)];
    }

    public void Answer(CommandId id, CommandResult result)
    {
        if (EntryOf(id) is { } entry)
        {
            entries.Remove(entry);
            Setbacks = 0;
            entry.Answer.TrySetResult(result);
        }
    }

    public void PutBack(CommandId id)
    {
        if (EntryOf(id) is { } entry)
        {
            entry.OnWire = false;
        }
    }

    public void PutAllBack() => entries.ForEach(entry => entry.OnWire = false);

    /// <returns>False where it rests already.</returns>
    public bool Rest()
    {
        if (Resting)
        {
            return false;
        }

        Setbacks++;
        return Resting = true;
    }

    public void EndRest() => Resting = false;

    public void OpenSocket()
    {
        EndRest();
        PutAllBack();
    }

    public void Abandon()
    {
        entries.ForEach(entry => entry.Answer.TrySetResult(new CommandResult.Unanswered()));
        entries.Clear();
    }

    private Entry? EntryOf(CommandId id) => entries.Find(entry => entry.Command.Id == id);

    private sealed class Entry(ClientFrame.Command command)
    {
        public ClientFrame.Command Command { get; } = command;

        public bool OnWire { get; set; }

        public TaskCompletionSource<CommandResult> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
