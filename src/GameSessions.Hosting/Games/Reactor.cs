using GameSessions.Games;
using GameSessions.Hosting.Nodes;
using GameSessions.Hosting.Storage;
using GameSessions.Log;

namespace GameSessions.Hosting.Games;

/// <summary>
/// Does to other games what stored events do to them, outside of any mailbox. The store knows what is still to be done: what this node
/// leaves behind, any node finds. Thread-safe.
/// </summary>
internal sealed class Reactor(SessionNode node)
{
    private const int OpenMax = 256;

    /// <summary>How long an event is let be whose effects cannot be carried out, in ms.</summary>
    private const long RestMs = 60_000;

    /// <summary>How long one is let be that was tried again in vain, in ms: meanwhile others come first.</summary>
    private const long RetryMs = 5_000;

    private readonly Lock gate = new();
    private readonly Dictionary<(GameId Source, long Sequence), Task> running = [];

    /// <summary>Begins with what events that were just stored do.</summary>
    public void Start(GameId source, string epoch, IReadOnlyList<(long Sequence, Reaction Reaction)> reactions)
    {
        foreach (var ofEvent in reactions.GroupBy(open => open.Sequence, open => open.Reaction))
        {
            node.Observe(RunAsync(source, ofEvent.Key, epoch, [.. ofEvent]));
        }
    }

    /// <summary>Ends when what the event does, and what follows from that, is done or has failed for now. Never throws.</summary>
    /// <param name="epoch">The incarnation of the log that the event is of: what it does is done in no other.</param>
    /// <param name="reactions">Null: as the log has it.</param>
    public async Task RunAsync(GameId source, long sequence, string epoch, IReadOnlyList<Reaction>? reactions = null)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task? earlier;
        lock (gate)
        {
            if (!running.TryGetValue((source, sequence), out earlier))
            {
                running[(source, sequence)] = done.Task;
            }
        }

        if (earlier is not null)
        {
            await earlier.InContextAsync();
            return;
        }

        try
        {
            foreach (var (game, caused) in await CarryOutAsync(source, sequence, epoch, reactions ?? await ReadAsync(source, sequence, epoch)))
            {
                await IdleAsync(game, caused);
            }
        }
        catch (StorageUnavailableException e)
        {
            // It stays open in the store, and is found there.
            node.Health.Note(e);
            if (reactions is null)
            {
                await PostponeAsync(source, sequence, RetryMs);
            }
        }
        catch (LogForkedException)
        {
            // The event may never have happened.
            node.NoteFork();
        }
        catch (Exception e)
        {
            node.Log.ReactionFailed(e, source, sequence);
            await PostponeAsync(source, sequence, RestMs);
        }

        lock (gate)
        {
            running.Remove((source, sequence));
        }

        done.TrySetResult();
    }

    /// <summary>Ends when nothing of what the event does, or of what follows from that, is under way on this node.</summary>
    public Task IdleAsync(GameId source, long sequence)
    {
        lock (gate)
        {
            return running.TryGetValue((source, sequence), out var task) ? task.InContextAsync() : Task.CompletedTask;
        }
    }

    /// <summary>Ends when nothing of what the game's events do is under way on this node that was so before.</summary>
    public async Task IdleAsync(GameId source)
    {
        List<Task> ofGame;
        lock (gate)
        {
            ofGame = [.. running.Where(one => one.Key.Source == source).Select(one => one.Value)];
        }

        foreach (var task in ofGame)
        {
            await task;
        }
    }

    /// <summary>Finishes what nobody has: the node that stored the event died, or storage failed it.</summary>
    public async Task SweepAsync()
    {
        var epoch = node.Epoch;
        var open = await node.EventLog.FindOpenReactionsAsync(node.Clock.Estimate, OpenMax).WithinAsync(node.Options.StorageWait, node.Time);
        foreach (var task in open.Select(one => RunAsync(one.Game, one.Sequence, epoch)).ToList())
        {
            await task;
        }
    }

    /// <returns>The events that were caused, which may do something in turn.</returns>
    private async Task<IReadOnlyList<(GameId Game, long Sequence)>> CarryOutAsync(GameId source, long sequence, string epoch, IReadOnlyList<Reaction> reactions)
    {
        var caused = new List<(GameId, long)>();
        StorageUnavailableException? failure = null;
        foreach (var (target, command, creation) in reactions)
        {
            switch (await node.Directory.SendAsync(target, command with { Id = Reaction.IdOf(source, sequence) }, creation, epoch))
            {
                case CommandResult.Accepted accepted:
                    caused.AddRange(Enumerable.Range(0, accepted.Count).Select(i => (target, accepted.Sequence + i)));
                    break;
                case CommandResult.Refused { Refusal.Retryable: true }:
                    failure = new StorageUnavailableException($"Game {target} could not be told of event {sequence} of game {source}.");
                    if (creation is not null)
                    {
                        // What follows may speak of a game that is not there yet.
                        throw failure;
                    }

                    break;
                case var other:
                    node.Log.ReactionRefused(target, sequence, source, other.GetType().Name);
                    break;
            }
        }

        if (failure is not null)
        {
            throw failure;
        }

        await node.EventLog.CloseReactionAsync(source, sequence, epoch).WithinAsync(node.Options.StorageWait, node.Time);
        return caused;
    }

    private Task PostponeAsync(GameId source, long sequence, long ms) => node.TryOnceAsync(
        "reaction",
        () => node.EventLog.PostponeReactionAsync(source, sequence, node.Clock.Estimate + ms).WithinAsync(node.Options.StorageWait, node.Time));

    private async Task<IReadOnlyList<Reaction>> ReadAsync(GameId source, long sequence, string epoch)
    {
        var stored = await node.EventLog.FindAsync(source).WithinAsync(node.Options.StorageWait, node.Time);
        var events = await node.EventLog.ReadAsync(source, sequence - 1, limit: 1, epoch).WithinAsync(node.Options.StorageWait, node.Time);
        return stored is null || events.Count == 0 || events[0].Sequence != sequence
            ? throw new DamagedLogException($"Event {sequence} of game {source} has effects and is not there.")
            : Referee.React(node.RulesOf(stored.Creation.Kind), source, stored.Creation, events[0]);
    }
}
