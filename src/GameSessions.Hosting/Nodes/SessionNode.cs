using System.Diagnostics.Metrics;
using GameSessions.Games;
using GameSessions.Hosting.Caching;
using GameSessions.Hosting.Games;
using GameSessions.Hosting.Sessions;
using GameSessions.Hosting.Storage;
using GameSessions.Lobby;
using GameSessions.Log;
using GameSessions.Wire;
using Microsoft.Extensions.Logging;

namespace GameSessions.Hosting.Nodes;

/// <summary>What a node is made of: the stores, the kinds of game it knows, and where time and randomness come from.</summary>
public sealed record NodeParts(
    NodeId Id,
    IEventLog EventLog,
    ISessionStore Sessions,
    INodeRows NodeRows,
    ICommitFeed Feed,
    IReadOnlyList<GameRules> Rules,
    TimeProvider Time,
    IEntropy Entropy,
    ILogger Log,
    Meter Meter)
{
    public CacheParts Cache { get; init; } = CacheParts.None;

    public IFlagStore Flags { get; init; } = new NoFlagStore();

    public ICommandPreparation Preparation { get; init; } = new NoCommandPreparation();
}

/// <summary>One server process of the engine: games, sockets, and the loops that keep clocks honest and nodes informed.</summary>
public sealed class SessionNode : IAsyncDisposable
{
    /// <summary>Events read from the log at a time.</summary>
    public const int EventsPerPage = 256;

    /// <summary>Clients of a draining node come back after a delay from this range, each after its own.</summary>
    public const int DrainDelayMsMin = 200;
    public const int DrainDelayMsMax = 5_000;

    private readonly Dictionary<string, GameRules> rulesByKind;
    private readonly CancellationTokenSource stopping = new();
    private readonly NodeParts parts;
    private readonly List<Task> loops = [];
    private readonly FeedReader feed;
    private volatile string? epoch;
    private volatile bool isDraining;

    public SessionNode(NodeParts parts, SessionOptions options)
    {
        this.parts = parts;
        Options = options;
        rulesByKind = parts.Rules.Concat([new InboxRules(), new QueueRules(parts.Rules)]).ToDictionary(rules => rules.Kind);
        Health = new StorageHealth(parts.Log);
        Metrics = new SessionMetrics(parts.Meter);
        var storeMetrics = new StoreMetrics(parts.Meter, parts.Time);
        EventLog = new MeasuredEventLog(parts.EventLog, storeMetrics);
        Sessions = new MeasuredSessionStore(parts.Sessions, storeMetrics);
        Clock = new StoreClock(parts.NodeRows, parts.Time);
        Outages = new OutageBook(parts.NodeRows, parts.Id, parts.Time);
        Committer = new Committer(EventLog, parts.Id, (game, head) => Directory!.Loaded(game)?.Post(new GameMessage.Advanced(head)));
        Directory = new GameDirectory(this);
        Registry = new SessionRegistry(this);
        Sweep = new DeadlineSweep(this);
        Acks = new AckWriter(this);
        Reactor = new Reactor(this);
        Lobby = new Lobbies(this);
        Cache = new ReadThroughCache(this, parts.Cache, parts.Flags, parts.Meter);
        Pruner = new Pruner(this, parts.Meter);
        Backlogs = new BacklogWatch(this, parts.Meter);
        feed = new FeedReader(this, parts.Feed);
    }

    public NodeId Id => parts.Id;

    public GameDirectory Directory { get; }

    public SessionRegistry Registry { get; }

    public Lobbies Lobby { get; }

    public StoreClock Clock { get; }

    public StorageHealth Health { get; }

    public IEventLog EventLog { get; }

    /// <summary>For which games the cache serves; by the operators' last word, as far as this node has heard it.</summary>
    public ReadThrough ReadThrough => Cache.Switch.Current;

    /// <summary>The log's incarnation.</summary>
    public string Epoch => epoch ?? throw new StorageUnavailableException("The store has not told its epoch yet.");

    internal SessionOptions Options { get; }

    internal bool IsDraining => isDraining;

    internal DeadlineSweep Sweep { get; }

    internal Reactor Reactor { get; }

    internal SessionMetrics Metrics { get; }

    internal OutageBook Outages { get; }

    internal Committer Committer { get; }

    internal AckWriter Acks { get; }

    internal ISessionStore Sessions { get; }

    internal ReadThroughCache Cache { get; }

    internal Pruner Pruner { get; }

    internal BacklogWatch Backlogs { get; }

    internal TimeProvider Time => parts.Time;

    internal IEntropy Entropy => parts.Entropy;

    internal ICommandPreparation Preparation => parts.Preparation;

    internal ILogger Log => parts.Log;

    internal PlantedBugs Planted { get; init; } = new();

    /// <summary>Begins to serve. Storage that is away does not hinder it: sockets are told to come back until it answers.</summary>
    public async Task StartAsync()
    {
        await TryOnceAsync("start", SyncAsync);
        await TryOnceAsync("start", Cache.Switch.RefreshAsync);
        loops.Add(EveryAsync("clock", () => Clock.TryNow(out _) ? Options.ClockSync : Options.ClockResync, SyncAsync));
        loops.Add(EveryAsync("beat", () => Options.Beat, Outages.BeatAsync));
        loops.Add(EveryAsync("deadline sweep", () => Options.DeadlineSweep, Sweep.SweepAsync));
        loops.Add(EveryAsync("reaction sweep", () => Options.ReactionSweep, Reactor.SweepAsync));
        loops.Add(EveryAsync("flags", () => Options.FlagPoll, Cache.Switch.RefreshAsync));
        loops.Add(EveryAsync("retention", () => Options.RetentionSweep, Pruner.RetainAsync));
        loops.Add(EveryAsync("backlog", () => BacklogWatch.Every, Backlogs.RecordAsync));
        loops.Add(feed.RunAsync(stopping.Token));
    }

    /// <summary>Serves one socket until it is closed. Never throws.</summary>
    public Task ServeAsync(IFrameLink link, UpgradeRequest request) =>
        isDraining ? link.CloseAsync(NextDrainSlot()) : new SessionConnection(this, link).RunAsync(request);

    /// <exception cref="KeyNotFoundException">This node does not know the kind.</exception>
    public GameRules RulesOf(string kind) => rulesByKind[kind];

    /// <summary>A kind that players may make games of; null where there is no such kind.</summary>
    public GameRules? FindRules(string kind) => parts.Rules.FirstOrDefault(rules => rules.Kind == kind);

    /// <summary>The lowest stored ack over the seated players of a game; a seat without a session counts as 0.</summary>
    /// <exception cref="StorageUnavailableException">The store does not answer.</exception>
    public async Task<long> FindFloorAsync(GameId game) => (await Sessions.FindFloorsAsync([game]).WithinAsync(Options.StorageWait, Time))[0];

    /// <inheritdoc cref="ISessionStore.FindSessionsAsync"/>
    /// <exception cref="StorageUnavailableException">The store does not answer.</exception>
    public Task<IReadOnlyList<StoredSession>> FindSessionsAsync(GameId game) => Sessions.FindSessionsAsync(game).WithinAsync(Options.StorageWait, Time);

    /// <summary>Changes, for every node, for which games the cache serves; here at once.</summary>
    /// <exception cref="StorageUnavailableException">The store does not answer; it may be changed.</exception>
    public async Task SetReadThroughAsync(ReadThrough readThrough)
    {
        await parts.Flags.SaveReadThroughAsync(readThrough).WithinAsync(Options.StorageWait, Time);
        await Cache.Switch.RefreshAsync();
    }

    /// <summary>
    /// Ends every socket once the frames it sent are answered, each with a delay of its own after which its client comes back; new ones are sent
    /// away.
    /// </summary>
    public async Task DrainAsync()
    {
        isDraining = true;
        var sockets = Registry.All();
        Log.Draining(sockets.Count);
        foreach (var draining in sockets.Select((socket, i) => socket.DrainAsync(DrainSlot(i, sockets.Count))).ToList())
        {
            await draining;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(loops);
        Committer.Stop();
        await Committer.Running;
        stopping.Dispose();
    }

    /// <summary>The row of a game that exists without being made: somebody's inbox. Null for every other game.</summary>
    internal GameCreation? CreationOf(GameId id) => InboxId.OwnerOf(id) is { } owner ? InboxRules.CreationFor(owner, Clock.Estimate) : null;

    /// <summary>A game's log is another one than before: then so is every other's.</summary>
    internal void NoteFork() => Observe(TryOnceAsync("epoch", ReadEpochAsync));

    /// <summary>Lets a task of nobody's end by itself; what it throws is logged.</summary>
    internal async void Observe(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception e)
        {
            Note(e, "background");
        }
    }

    /// <summary>Logs what went wrong in a work that goes on.</summary>
    internal void Note(Exception e, string work)
    {
        if (e is StorageUnavailableException away)
        {
            Health.Note(away);
        }
        else
        {
            Log.LoopFailed(e, work);
        }
    }

    internal async Task TryOnceAsync(string name, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (StorageUnavailableException e)
        {
            Health.Note(e);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The node stops; so does the work.
        }
        catch (Exception e)
        {
            Log.LoopFailed(e, name);
        }
    }

    private async Task SyncAsync()
    {
        await Clock.SyncAsync();
        await ReadEpochAsync();
        await Outages.BeatAsync();
    }

    private async Task ReadEpochAsync()
    {
        var (before, now) = (epoch, await EventLog.ReadEpochAsync());
        epoch = now;
        if (before is not null && before != now)
        {
            Log.LogForked();
            Outages.StartAgain();
            Directory.PostToAll(new GameMessage.Forked());
        }
    }

    private async Task EveryAsync(string name, Func<TimeSpan> period, Func<Task> work)
    {
        while (!stopping.IsCancellationRequested)
        {
            await TryOnceAsync(name, () => Task.Delay(period(), Time, stopping.Token));
            if (!stopping.IsCancellationRequested)
            {
                await TryOnceAsync(name, work);
            }
        }
    }

    /// <summary>For a socket that comes while the node drains.</summary>
    internal Close NextDrainSlot() => Close.Drain(DrainDelayMsMin + Entropy.Next(DrainDelayMsMax - DrainDelayMsMin));

    /// <summary>Spread evenly, so that those who come back do not come together.</summary>
    private static Close DrainSlot(int index, int count) => Close.Drain(DrainDelayMsMin + (int)((long)(DrainDelayMsMax - DrainDelayMsMin) * index / count));
}
