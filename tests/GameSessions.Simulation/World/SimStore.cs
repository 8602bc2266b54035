using GameSessions.Games;
using GameSessions.Hosting.InMemory;
using GameSessions.Hosting.Storage;
using GameSessions.Log;
using GameSessions.Simulation.Checks;
using GameSessions.Simulation.Engine;

namespace GameSessions.Simulation.World;

/// <summary>How the store behaves for everybody.</summary>
internal sealed class StoreWeather
{
    /// <summary>Longest time a request or an answer is under way, in ms.</summary>
    public int LatencyMsMax { get; set; } = 3;

    /// <summary>How many requests fail; half of them after they were carried out.</summary>
    public double FailureRate { get; set; }

    /// <summary>Until when nothing is answered, in virtual time.</summary>
    public long FrozenUntil
    {
        get;
        set
        {
            field = value;
            LastThaw = Math.Max(LastThaw, value);
        }
    }

    /// <summary>When the last request that was ever frozen is answered.</summary>
    public long LastThaw { get; private set; }

    /// <summary>How many wake-ups of the feed are lost.</summary>
    public double LostWakeUps { get; set; }
}

/// <summary>
/// One node's line to the store: requests and answers take time, in any order; the node may die meanwhile, and what it asked for may then be
/// done or not.
/// </summary>
internal sealed class SimStore(
    Scheduler scheduler, SimContext world, SimRandom random, StoreWeather weather, InMemoryStore truth, Auditor auditor, SimBugs bugs) : IEventLog, INodeRows, ISessionStore, ICommitFeed, IFlagStore
{
    private FeedCursor? lastRead;

    public Task<IReadOnlyList<AppendOutcome>> AppendAsync(NodeId node, IReadOnlyList<Append> batch) => Ask(() =>
    {
        var asked = bugs.AppendWithoutExpectedHead ? [.. batch.Select(append => AtHead(append))] : batch;
        asked = bugs.CommandsForgotten ? [.. asked.Select(append => append with { Events = [.. append.Events.Select(e => e with { CommandId = null })] })] : asked;
        asked = bugs.ForksForgotten ? [.. asked.Select(append => append with { Epoch = null })] : asked;
        asked = bugs.FencesForgotten ? [.. asked.Select(append => append with { Generation = null })] : asked;
        asked = bugs.ReactionsForgotten ? [.. asked.Select(append => append with { Reacting = null })] : asked;
        asked = bugs.ReactionIdsForgotten
            ? [.. asked.Select(append => append with { Events = [.. append.Events.Select(e => e with { CommandId = e.Player is null ? null : e.CommandId })] })]
            : asked;
        return auditor.Appending(asked, () => truth.AppendAsync(node, asked).Result);
    });

    public Task<StoredGame?> FindAsync(GameId id) => Ask(() => truth.FindAsync(id).Result);

    public Task<IReadOnlyList<RecordedEvent>> ReadAsync(GameId id, long after, int limit, string? epoch = null) => Ask(() => truth.ReadAsync(id, after, limit, Followed(epoch)));

    public Task<AppendOutcome.Repeated?> FindCommandAsync(GameId id, PlayerId player, CommandId command) => 
        Ask(() => bugs.RepeatsForgotten ? null : truth.FindCommandAsync(id, player, command).Result);

    public Task SaveSnapshotAsync(GameId id, Snapshot snapshot, string? epoch = null) => Ask(() => truth.SaveSnapshotAsync(id, snapshot, Followed(epoch)).IsCompleted);

    public Task<IReadOnlyList<GameId>> FindDueAsync(long now, int limit) => Ask(() => truth.FindDueAsync(now, limit).Result);

    public Task<IReadOnlyList<GameId>> FindSeatedAsync(PlayerId player, string kindLeftOut, int skip, int limit) => Ask(() => truth.FindSeatedAsync(player, kindLeftOut, skip, limit).Result);

    public Task<int> CountOpenAsync(PlayerId player, string kindLeftOut) => Ask(() => truth.CountOpenAsync(player, kindLeftOut).Result);

    public Task<IReadOnlyList<(GameId Game, long Sequence)>> FindOpenReactionsAsync(long now, int limit) => Ask(() => truth.FindOpenReactionsAsync(now, limit).Result);

    public Task CloseReactionAsync(GameId game, long sequence, string? epoch = null) => Ask(() => truth.CloseReactionAsync(game, sequence, Followed(epoch)).IsCompleted);

    public Task PostponeReactionAsync(GameId game, long sequence, long dueAt) => Ask(() => truth.PostponeReactionAsync(game, sequence, dueAt).IsCompleted);

    public Task<ReadThrough?> FindReadThroughAsync() => Ask(() => truth.FindReadThroughAsync().Result);

    public Task SaveReadThroughAsync(ReadThrough readThrough) => Ask(() => truth.SaveReadThroughAsync(readThrough).IsCompleted);

    public Task<string> ReadEpochAsync() => Ask(() => truth.ReadEpochAsync().Result);

    public Task<long> ReadClockAsync() => Ask(() => truth.ReadClockAsync().Result);

    public Task<Beat> BeatAsync(NodeId node, long endedAfter) => Ask(() =>
    {
        var beat = auditor.Beating(truth.BeatAsync(node, endedAfter).Result, endedAfter);
        return bugs.CreditedTwice ? beat with { Outages = [.. beat.Outages.SelectMany(outage => new[] { outage, new Outage(outage.To, (2 * outage.To) - outage.From) })] } : beat;
    });

    public Task<SessionKey?> FindByTokenAsync(TokenHash token, long now) => Ask(() => truth.FindByTokenAsync(token, now).Result);

    public Task<OpenedSession?> OpenAsync(SessionKey session, TokenHash? presented, TokenHash issued, long now, long expiresAt, string? epoch = null) => Ask(() =>
    {
        var opening = truth.OpenAsync(session, presented, issued, now, expiresAt, Followed(epoch));
        if (opening.IsFaulted)
        {
            return opening;
        }

        var opened = opening.Result;
        auditor.Tokens.Opened(session, presented, issued, opened);
        if (bugs.TokenBurntByLostHandshake && opened is not null)
        {
            _ = truth.ProveAsync(session, issued);
        }

        return opening;
    });

    public Task ProveAsync(SessionKey session, TokenHash token) => Ask(() =>
    {
        auditor.Tokens.Proven(session, token);
        return truth.ProveAsync(session, token).IsCompleted;
    });

    public Task<IReadOnlyList<long>> AckAsync(IReadOnlyList<Ack> acks) => Ask<IReadOnlyList<long>>(() =>
    {
        var stored = bugs.AckLowered ? [.. acks.Select(ack => ack.Sequence)] : truth.AckAsync(acks).Result;
        return [.. acks.Zip(stored, auditor.Acking)];
    });

    public Task CloseAsync(SessionKey session, long generation, long now, long expiresAt) => Ask(() => truth.CloseAsync(session, generation, now, expiresAt).IsCompleted);

    public Task TouchAsync(SessionKey session, long now, long expiresAt) => Ask(() => truth.TouchAsync(session, now, expiresAt).IsCompleted);

    public Task<IReadOnlyList<(SessionKey Session, long Generation)>> RevokeAsync(PlayerId player) => Ask(() => truth.RevokeAsync(player).Result);

    public Task<IReadOnlyList<StoredSession>> FindSessionsAsync(GameId game) => Ask(() => truth.FindSessionsAsync(game).Result);

    public Task<IReadOnlyList<long>> FindFloorsAsync(IReadOnlyList<GameId> games) => Ask<IReadOnlyList<long>>(
        () => bugs.FloorOverSessions ? [.. games.Select(game => truth.FindSessionsAsync(game).Result.Min(session => (long?)session.LastAck) ?? 0)] : truth.FindFloorsAsync(games).Result);

    public Task<int> PruneAsync(long before, int gamesMax) => Ask(() => truth.PruneAsync(before, gamesMax).Result);

    public Task<FeedCursor> ReadHeadAsync() => Ask(() => truth.ReadHeadAsync().Result);

    /// <remarks>Each notice comes at least once; now and then a page comes twice.</remarks>
    public Task<FeedPage> ReadAsync(FeedCursor after)
    {
        var from = random.Chance(0.1) ? lastRead ?? after : after;
        lastRead = after;
        return Ask(() => truth.ReadAsync(from).Result);
    }

    public async Task WaitAsync(CancellationToken cancellation)
    {
        await truth.WaitAsync(cancellation);
        if (random.Chance(weather.LostWakeUps))
        {
            await new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously).Task;
        }
    }

    private string? Followed(string? epoch) => bugs.ForksForgotten ? null : epoch;

    private Task<T> Ask<T>(Func<T> carryOut) => Ask(() => Task.FromResult(carryOut()));

    /// <summary>Sends a request on its way. It belongs to the world, not to the node: it arrives though its node has died.</summary>
    private Task<T> Ask<T>(Func<Task<T>> carryOut)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var fails = random.Chance(weather.FailureRate);
        var failsBefore = fails && random.Chance(0.5);
        Later(() =>
        {
            if (failsBefore)
            {
                Later(() => answer.TrySetException(new StorageUnavailableException("simulated: not carried out")));
                return;
            }

            var result = carryOut();
            Later(() =>
            {
                if (fails)
                {
                    answer.TrySetException(new StorageUnavailableException("simulated: carried out, answer lost"));
                }
                else if (result.IsFaulted)
                {
                    answer.TrySetException(result.Exception.InnerException!);
                }
                else
                {
                    answer.TrySetResult(result.Result);
                }
            });
        });
        return answer.Task;
    }

    private void Later(Action action)
    {
        var arrives = scheduler.Now + (TimeSpan.TicksPerMillisecond * random.Next(weather.LatencyMsMax * 1000) / 1000);
        scheduler.At(world, Math.Max(arrives, weather.FrozenUntil), action);
    }

    private Append AtHead(Append append)
    {
        var head = truth.FindAsync(append.GameId).Result?.Head ?? 0;
        return append with { ExpectedHead = head, Events = [.. append.Events.Select((recorded, i) => recorded with { Sequence = head + 1 + i })] };
    }
}

/// <summary>Faults planted in the store instead of in the engine.</summary>
internal sealed record SimBugs
{
    public bool AppendWithoutExpectedHead { get; init; }

    public bool CommandsForgotten { get; init; }

    public bool TokenBurntByLostHandshake { get; init; }

    public bool AckLowered { get; init; }

    /// <summary>Nobody looks whether the log is still the one that was read.</summary>
    public bool ForksForgotten { get; init; }

    /// <summary>The handshake that a command came by is not looked at.</summary>
    public bool FencesForgotten { get; init; }

    /// <summary>A command that is refused is not looked for in the log.</summary>
    public bool RepeatsForgotten { get; init; }

    /// <summary>The floor counts whoever has a session: spectators too, and no seat that never connected.</summary>
    public bool FloorOverSessions { get; init; }

    /// <summary>Nobody remembers which effects are still to be done.</summary>
    public bool ReactionsForgotten { get; init; }

    /// <summary>The server's commands carry no id.</summary>
    public bool ReactionIdsForgotten { get; init; }

    /// <summary>Each outage is told once more, as if it had been longer.</summary>
    public bool CreditedTwice { get; init; }
}
