using System.Threading.Channels;
using GameSessions.Games;
using GameSessions.Hosting.Storage;
using GameSessions.Log;

namespace GameSessions.Hosting.Nodes;

/// <summary>
/// Writes this node's appends in batches, each with an outcome of its own. Alone, an append does not wait; what arrives during a write
/// shares the next one.
/// </summary>
public sealed class Committer
{
    /// <summary>Appends in one batch at most.</summary>
    public const int BatchMax = 256;

    private readonly Channel<Pending> queue = Channel.CreateUnbounded<Pending>(new UnboundedChannelOptions { SingleReader = true });
    private readonly IEventLog log;
    private readonly NodeId node;
    private readonly Action<GameId, long> storedLate;

    /// <param name="storedLate">Told of a game and its head where an append was stored after all, though nobody waited any more.</param>
    public Committer(IEventLog log, NodeId node, Action<GameId, long> storedLate)
    {
        this.log = log;
        this.node = node;
        this.storedLate = storedLate;
        Running = RunAsync();
    }

    /// <summary>Ends after <see cref="Stop"/>, when the last append has its outcome.</summary>
    public Task Running { get; }

    /// <exception cref="StorageUnavailableException">Nobody knows whether it was stored, or may still be: read the log again.</exception>
    public async Task<AppendOutcome> AppendAsync(Append append, TimeSpan atMost, TimeProvider time)
    {
        var pending = new Pending(append);
        if (!queue.Writer.TryWrite(pending))
        {
            throw new StorageUnavailableException("The node is stopping.");
        }

        try
        {
            return await pending.Outcome.Task.WithinAsync(atMost, time);
        }
        catch (StorageUnavailableException)
        {
            pending.IsWithdrawn = true;
            throw;
        }
    }

    public void Stop() => queue.Writer.TryComplete();

    private async Task RunAsync()
    {
        var batch = new List<Pending>();
        var nextBatch = new List<Pending>();
        var games = new HashSet<GameId>();
        while (nextBatch.Count > 0 || await queue.Reader.WaitToReadAsync())
        {
            batch.Clear();
            games.Clear();
            foreach (var waiting in nextBatch)
            {
                Take(waiting);
            }

            nextBatch.Clear();
            while (batch.Count < BatchMax && queue.Reader.TryRead(out var pending))
            {
                // Two appends of one game in one statement would not see each other; a host only has two when it gave up on the first.
                if (games.Contains(pending.Append.GameId))
                {
                    nextBatch.Add(pending);
                }
                else
                {
                    Take(pending);
                }
            }

            if (batch.Count > 0)
            {
                await WriteAsync(batch);
            }
        }

        void Take(Pending pending)
        {
            if (!pending.IsWithdrawn)
            {
                games.Add(pending.Append.GameId);
                batch.Add(pending);
            }
        }
    }

    private async Task WriteAsync(List<Pending> batch)
    {
        try
        {
            var outcomes = await log.AppendAsync(node, [.. batch.Select(pending => pending.Append)]);
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Outcome.TrySetResult(outcomes[i]);
                if (batch[i].IsWithdrawn && outcomes[i] is AppendOutcome.Stored stored)
                {
                    storedLate(batch[i].Append.GameId, stored.Head);
                }
            }
        }
        catch (Exception e)
        {
            foreach (var pending in batch)
            {
                pending.Outcome.TrySetException(e);
            }
        }
    }

    private sealed class Pending(Append append)
    {
        private bool isWithdrawn;

        public Append Append { get; } = append;

        public TaskCompletionSource<AppendOutcome> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Nobody waits for it any more; unless it is on its way already it need not be written.</summary>
        public bool IsWithdrawn
        {
            get => Volatile.Read(ref isWithdrawn);
            set => Volatile.Write(ref isWithdrawn, value);
        }
    }
}
