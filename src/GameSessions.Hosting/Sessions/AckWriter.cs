using GameSessions.Hosting.Nodes;
using GameSessions.Hosting.Storage;
using GameSessions.Wire;

namespace GameSessions.Hosting.Sessions;

/// <summary>
/// Stores the acks of all sockets of a node, those that arrive within a moment together, and answers each once what it asked for is stored.
/// A lost ack costs a repeat, which the client drops. Thread-safe.
/// </summary>
internal sealed class AckWriter(SessionNode node)
{
    private readonly Lock gate = new();
    private Dictionary<SessionConnection, (long Highest, int Answers)> waiting = [];
    private long waitingSince;
    private bool isWriting;
    private Task writing = Task.CompletedTask;

    public void Write(SessionConnection connection, long sequence)
    {
        lock (gate)
        {
            waitingSince = waiting.Count == 0 ? node.Time.GetTimestamp() : waitingSince;
            var (highest, answers) = waiting.GetValueOrDefault(connection);
            waiting[connection] = (Math.Max(highest, sequence), answers + 1);
            if (isWriting)
            {
                return;
            }

            isWriting = true;
            // Up to its first pause.
            writing = WriteAllAsync();
        }
    }

    /// <summary>Ends when every ack so far is answered.</summary>
    public Task IdleAsync()
    {
        lock (gate)
        {
            return writing.InContextAsync();
        }
    }

    private async Task WriteAllAsync()
    {
        do
        {
            await Task.Delay(node.Options.AckPause, node.Time);
            await WriteAsync();
        }
        while (GoesOn());
    }

    private async Task WriteAsync()
    {
        var (batch, budget) = Take();
        try
        {
            var acks = batch.Select(waiter => new Ack(waiter.Key.Key, waiter.Value.Highest)).ToList();
            var stored = await budget.WithinAsync(node.Sessions.AckAsync(acks));
            node.Health.NoteAnswer();
            foreach (var (i, (connection, (_, answers))) in batch.Index())
            {
                connection.NoteAck(stored[i], node.Epoch);
                node.Backlogs.Acked(connection);
                Answer(connection, answers, new ServerFrame.Acked(connection.Key.Game, connection.Key.Player, stored[i]));
            }

            node.Pruner.Acked(batch.Select(waiter => waiter.Key.Key.Game));
        }
        catch (Exception e)
        {
            node.Note(e, "ack");
            foreach (var (connection, (_, answers)) in batch)
            {
                Answer(connection, answers, ServerFrame.Error.AckNotStored);
            }
        }
    }

    private static void Answer(SessionConnection connection, int times, ServerFrame frame)
    {
        for (; times > 0; times--)
        {
            connection.Send(frame);
        }
    }

    private (IReadOnlyCollection<KeyValuePair<SessionConnection, (long Highest, int Answers)>> Batch, StorageBudget Budget) Take()
    {
        lock (gate)
        {
            var batch = waiting;
            waiting = [];
            return (batch, new StorageBudget(node.Options.StorageWait, waitingSince, node.Time));
        }
    }

    private bool GoesOn()
    {
        lock (gate)
        {
            return isWriting = waiting.Count > 0;
        }
    }
}
