using GameSessions.Hosting.Nodes;
using GameSessions.Hosting.Storage;
using GameSessions.Wire;

namespace GameSessions.Hosting.Sessions;

/// <summary>
/// Stores a session's acks: those that arrive during a write share the next one, and each is answered once what it asked for is stored.
/// A lost ack costs a repeat, which the client drops. Thread-safe.
/// </summary>
internal sealed class AckWriter(SessionNode node, SessionConnection connection)
{
    private readonly Lock gate = new();
    private long highest;
    private int waiting;
    private bool isWriting;
    private volatile Task writing = Task.CompletedTask;

    public void Write(long sequence)
    {
        lock (gate)
        {
            highest = Math.Max(highest, sequence);
            waiting++;
            if (isWriting)
            {
                return;
            }

            isWriting = true;
        }

        writing = WriteAllAsync();
        node.Observe(writing);
    }

    /// <summary>Ends when every ack so far is answered.</summary>
    public Task IdleAsync() => writing.InContextAsync();

    private async Task WriteAllAsync()
    {
        while (Next() is var (sequence, answers))
        {
            ServerFrame answer;
            try
            {
                var stored = await node.Sessions.AckAsync(connection.Key, sequence).WithinAsync(node.Options.StorageWait, node.Time);
                node.Health.NoteAnswer();
                answer = new ServerFrame.Acked(connection.Key.Game, connection.Key.Player, stored);
            }
            catch (StorageUnavailableException e)
            {
                node.Health.Note(e);
                answer = ServerFrame.Error.AckNotStored;
            }

            for (; answers > 0; answers--)
            {
                connection.Send(answer);
            }
        }
    }

    private (long Sequence, int Answers)? Next()
    {
        lock (gate)
        {
            if (waiting == 0)
            {
                isWriting = false;
                return null;
            }

            var next = (highest, waiting);
            waiting = 0;
            return next;
        }
    }
}
