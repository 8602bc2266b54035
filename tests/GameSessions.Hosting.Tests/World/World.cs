using System.Diagnostics.Metrics;
using GameSessions.Clocks;
using GameSessions.Games;
using GameSessions.Hosting.Caching;
using GameSessions.Hosting.Games;
using GameSessions.Hosting.InMemory;
using GameSessions.Hosting.Nodes;
using GameSessions.Hosting.Sessions;
using GameSessions.Hosting.Storage;
using GameSessions.Log;
using GameSessions.Testing;
using GameSessions.Wire;
using Microsoft.Extensions.Logging;

namespace GameSessions.Hosting.Tests;

/// <summary>One node over a store, a clock that the test moves, and one thread for everything.</summary>
internal sealed class World
{
    public static readonly PlayerId Ann = new("ann");
    public static readonly PlayerId Bob = new("bob");
    public static readonly PlayerId Cid = new("cid");

    /// <summary>Signs what the cache keeps.</summary>
    public static readonly byte[] CacheKey = [1, 2, 3];

    private readonly OneThread thread = new();
    private readonly InMemoryStore stored;

    /// <param name="withFeed">Whether the node reads what it and others did; without, it only knows what it did itself.</param>
    /// <param name="cache">Serves every game, until somebody says otherwise; null: there is none.</param>
    public World(SessionOptions? options = null, bool withFeed = false, ISessionCache? cache = null)
    {
        stored = new InMemoryStore(Time, "epoch-1");
        Store = new Store(stored, thread);
        ICommitFeed feed = withFeed ? Store : new NoCommitFeed();
        Do(() =>
        {
            var parts = new NodeParts(new NodeId("node-1"), Store, Store, Store, feed, [new WalkRules()], Time, new Counting(), Log, Meter)
            {
                Flags = stored,
                Cache = new CacheParts(cache, CacheKey, new ReadThrough(Enabled: cache is not null, 100), CacheLog),
            };
            Node = new SessionNode(parts, options ?? new SessionOptions());
            return Node.StartAsync();
        }).IsCompleted.ShouldBeTrue();
    }

    public ManualTimeProvider Time { get; } = new();

    public Meter Meter { get; } = new(SessionMetrics.MeterName);

    public Store Store { get; }

    public Errors Log { get; } = new();

    /// <summary>What is told of the cache.</summary>
    public Lines CacheLog { get; } = new();

    public SessionNode Node { get; private set; } = null!;

    /// <summary>Begins a piece of work, and runs all that is ready; the task may not be done yet.</summary>
    public T Do<T>(Func<T> begin)
        where T : Task
    {
        T? task = null;
        thread.Run(() => task = begin());
        return task!;
    }

    /// <summary>A piece of work that ends without any time going by.</summary>
    public T Get<T>(Func<Task<T>> begin)
    {
        var task = Do(begin);
        task.IsCompleted.ShouldBeTrue();
        return task.Result;
    }

    public void Pass(int ms) => Pass(TimeSpan.FromMilliseconds(ms));

    /// <summary>What a timer wakes runs before the next one fires.</summary>
    public void Pass(TimeSpan time) => thread.Run(() => Time.Advance(time, thread.RunReady));

    /// <summary>A game that Ann has made, and where Bob, unless she is alone, has sat down too: then it runs, and it is her turn.</summary>
    public GameId NewGame(TimeControl? control = null, bool isAlone = false, bool isPublic = true)
    {
        var rules = new WalkRules();
        var setup = rules.SetUp(RawJson.From(new { @public = isPublic }).Parse());
        var creation = new GameCreation(rules.Kind, setup.Options, control ?? rules.DefaultTimeControl, Time.NowMs, setup.Seats);
        var made = Get(() => Node.Directory.CreateAsync(creation, new Join(Ann, WalkRules.Left))).ShouldBeOfType<CommandResult.Accepted>();
        if (!isAlone)
        {
            Join(made.Game.Id, Bob);
        }

        return made.Game.Id;
    }

    public void Join(GameId game, PlayerId player) => Get(() => Node.Directory.JoinAsync(game, new Join(player, Seat: null))).ShouldBeOfType<CommandResult.Accepted>();

    public void Revoke(PlayerId player) => Do(() => Node.Registry.RevokeAsync(player)).IsCompletedSuccessfully.ShouldBeTrue();

    /// <summary>A running game in the log that nobody can decode, and whose deadline has passed.</summary>
    public GameId NewDamagedGame(int number)
    {
        var id = new GameId($"damaged-{number}");
        var creation = new GameCreation("walk", RawJson.EmptyObject, TimeControl.Normal, 0, new WalkRules().SetUp(RawJson.EmptyObject.Parse()).Seats);
        var unknown = new RecordedEvent(1, "flown", RawJson.EmptyObject, Ann, CommandId: null, Time.NowMs);
        Put(new Append(id, 0, [unknown], GameStatus.Running, Deadline: 1, Creation: creation));
        return id;
    }

    /// <summary>Another node stores it.</summary>
    public void Put(Append append) => Get(() => stored.AppendAsync(new NodeId("node-2"), [append])).ShouldHaveSingleItem().ShouldBeOfType<AppendOutcome.Stored>();

    /// <summary>Another node over the same store, by a line of its own, that knows only what it did itself.</summary>
    public (SessionNode Node, Store Store) AddNode()
    {
        var store = new Store(stored, thread);
        SessionNode? node = null;
        Do(() =>
        {
            node = new SessionNode(
                new NodeParts(new NodeId("node-2"), store, store, store, new NoCommitFeed(), [new WalkRules()], Time, new Counting(), Log, new Meter("node-2")), new SessionOptions());
            return node.StartAsync();
        }).IsCompleted.ShouldBeTrue();
        return (node!, store);
    }

    /// <summary>A live socket of one of the player's inboxes.</summary>
    public Link LiveInbox(Channel channel, PlayerId player)
    {
        var link = Open(new UpgradeRequest(channel, Player: player));
        link.Types.ShouldContain("GAME_REPLAY_END");
        link.Forget();
        return link;
    }

    public Link Connect(GameId game, PlayerId player, Func<Task<bool>>? isStillSignedIn = null) => ConnectTo(Node, game, player, isStillSignedIn);

    public Link ConnectTo(SessionNode node, GameId game, PlayerId player, Func<Task<bool>>? isStillSignedIn = null) =>
        Open(new UpgradeRequest(Channel.Game, Player: player, GameId: game.Value, IsStillSignedIn: isStillSignedIn), node);

    /// <param name="node">Null: the first one.</param>
    public Link Open(UpgradeRequest request, SessionNode? node = null)
    {
        var link = new Link(thread);
        thread.Run(() => _ = (node ?? Node).ServeAsync(link, request));
        return link;
    }

    /// <summary>The database is restored to what it was when <paramref name="backup"/> was made.</summary>
    public void Restore(StoreBackup backup) => stored.Restore(backup, "epoch-2");

    public StoreBackup BackUp() => stored.BackUp();

    public void Switch(ReadThrough readThrough) => Do(() => Node.SetReadThroughAsync(readThrough)).IsCompletedSuccessfully.ShouldBeTrue();

    /// <summary>As <see cref="Connect"/>, by a resume token.</summary>
    public Link Resume(string token, string? from = null, string? epoch = null) => Open(new UpgradeRequest(Channel.Game, ResumeToken: token, From: from, Epoch: epoch));

    /// <summary>A socket that is live, with nothing read but what comes from now on.</summary>
    public Link Live(GameId game, PlayerId player)
    {
        var link = Connect(game, player);
        link.Types.ShouldContain("GAME_REPLAY_END");
        link.Close.ShouldBeNull();
        link.Forget();
        return link;
    }

    private sealed class Counting : IEntropy
    {
        private byte next;

        public void Fill(Span<byte> bytes)
        {
            next++;
            bytes.Fill(next);
        }
    }

    /// <summary>Keeps what is logged.</summary>
    internal sealed class Lines : ILogger
    {
        private readonly List<string> lines = [];

        public IReadOnlyList<string> All => lines;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Add($"{logLevel}: {formatter(state, exception)}");
    }

    /// <summary>Counts what is logged as an error.</summary>
    internal sealed class Errors : ILogger
    {
        public int Count { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Count += logLevel >= LogLevel.Error ? 1 : 0;
    }
}
