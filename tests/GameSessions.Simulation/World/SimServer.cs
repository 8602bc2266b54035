using System.Diagnostics.Metrics;
using GameSessions.Hosting.Caching;
using GameSessions.Hosting.InMemory;
using GameSessions.Hosting.Nodes;
using GameSessions.Hosting.Sessions;
using GameSessions.Hosting.Storage;
using GameSessions.Simulation.Checks;
using GameSessions.Simulation.Engine;
using Microsoft.Extensions.Logging;

namespace GameSessions.Simulation.World;

/// <summary>A place where a node runs, dies, and is started again.</summary>
internal sealed class SimServer(
    string name, Scheduler scheduler, SimContext world, SimRandom random, TimeSpan wallOffset, StoreWeather weather, InMemoryStore truth, CacheWeather cache, Auditor auditor, Plan plan)
{
    private static readonly Meter Unheard = new(SessionMetrics.MeterName);

    private static readonly byte[] CacheKey = [1, 2, 3];

    private readonly List<SimLink> links = [];
    private int runs;

    public string Name => name;

    public SimContext? Context { get; private set; }

    public SessionNode? Node { get; private set; }

    public bool IsUp => Context is { IsDead: false };

    public void Start()
    {
        auditor.Trace.Note(name, "starts");
        runs++;
        var context = new SimContext(scheduler, name);
        var store = new SimStore(scheduler, world, random.Fork(), weather, truth, auditor, plan.StoreBugs);
        var parts = new NodeParts(
            new NodeId($"{name}-{runs}"), store, store, store, plan.HasFeed ? store : new NoCommitFeed(), [new RelayRules()],
            new SimTime(scheduler, context, wallOffset), new SimEntropy(random.Fork()), new AuditLog(name, auditor), Unheard)
        {
            Flags = store,
            Cache = plan.CachePercent is { } percent
                ? new CacheParts(new SimCache(scheduler, world, random.Fork(), cache), CacheKey, new ReadThrough(Enabled: true, percent), new AuditLog(name, auditor))
                : CacheParts.None,
        };
        Context = context;
        context.Post(
            _ =>
            {
                Node = new SessionNode(parts, plan.Options) { Planted = plan.Planted };
                Observe(Node.StartAsync());
            },
            null);
    }

    public void Kill()
    {
        auditor.Trace.Note(name, "is killed");
        Context?.Kill();
        Node = null;
        foreach (var link in links)
        {
            link.Cut(TimeSpan.Zero);
        }

        links.Clear();
    }

    /// <summary>The client's end of a new socket; null where nobody listens.</summary>
    public SimLink? Accept(UpgradeRequest request, string client)
    {
        if (!IsUp || Node is not { } node)
        {
            return null;
        }

        var link = new SimLink(scheduler, world, random.Fork(), Context!, auditor.Socket(name, client, request));
        links.RemoveAll(old => old.IsOver);
        links.Add(link);
        Context!.Post(_ => Observe(node.ServeAsync(link.Server, request)), null);
        return link;
    }

    /// <summary>A request of somebody's, as over HTTP; nobody hears of it where the node is down or dies meanwhile.</summary>
    public void Ask(Func<SessionNode, Task> request)
    {
        if (IsUp && Node is { } node)
        {
            Context!.Post(_ => Observe(AnswerAsync()), null);
        }

        async Task AnswerAsync()
        {
            try
            {
                await request(node);
            }
            catch (StorageUnavailableException)
            {
                // Whoever asked is told to try again.
            }
        }
    }

    /// <summary>Whatever it throws reaches the scheduler, which fails the history.</summary>
    private static async void Observe(Task task) => await task;

    private sealed class AuditLog(string name, Auditor auditor) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            auditor.Trace.Note(name, $"logs {formatter(state, exception)}");
            if (logLevel >= LogLevel.Error)
            {
                auditor.Fail($"I6 {name} logged an error: {formatter(state, exception)} {exception}");
            }
        }
    }
}
