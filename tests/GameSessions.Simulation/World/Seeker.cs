using GameSessions.Client;
using GameSessions.Clocks;
using GameSessions.Games;
using GameSessions.Hosting.Nodes;
using GameSessions.Hosting.Sessions;
using GameSessions.Lobby;
using GameSessions.Simulation.Checks;
using GameSessions.Simulation.Engine;
using GameSessions.Wire;

namespace GameSessions.Simulation.World;

/// <summary>
/// Somebody who looks for opponents: asks any node to queue, to leave, and how it stands, often without hearing the answer, sends the
/// others notices, and reads one of both inboxes with the real client.
/// </summary>
internal sealed class Seeker
{
    private static readonly TimeControl[] Controls = [TimeControl.Custom(1_000, 0, 0)!, TimeControl.Custom(1_500, 0, 0)!];
    private static readonly Seat Owner = new("owner");

    private readonly Scheduler scheduler;
    private readonly SimContext world;
    private readonly SimRandom random;
    private readonly IReadOnlyList<SimServer> servers;
    private readonly LobbyAudit audit;
    private readonly Plan plan;
    private readonly SimTransport transport;
    private readonly SimContext context;
    private readonly Journal journal;
    private readonly SimClient client;
    private readonly GameId read;

    public Seeker(PlayerId id, bool readsNotices, Scheduler scheduler, SimContext world, SimRandom random, IReadOnlyList<SimServer> servers, Auditor auditor, LobbyAudit audit, Plan plan)
    {
        Id = id;
        this.scheduler = scheduler;
        this.world = world;
        this.random = random;
        this.servers = servers;
        this.audit = audit;
        this.plan = plan;
        read = readsNotices ? InboxId.Notifications(id) : InboxId.Matchmaking(id);
        context = new SimContext(scheduler, id.Value);
        var time = new SimTime(scheduler, context, TimeSpan.FromMilliseconds(random.Next(2_000) - 1_000));
        transport = new SimTransport(id, readsNotices ? Channel.Notifications : Channel.Matchmaking, random.Fork(), time, servers);
        journal = auditor.Journal(id, Owner, read);
        client = new SimClient(id, game: null, transport, time, random, Hear);
    }

    public PlayerId Id { get; }

    public bool WantsToPlay { get; set; } = true;

    /// <summary>It has read its inbox to the end.</summary>
    public bool IsAtRest(Auditor auditor) => client.Newest.IsLive && client.Newest.Position?.Sequence == auditor.LogOf(read).Count;

    public string Describe(Auditor auditor) => $"{Id}: live={client.Newest.IsLive} position={client.Newest.Position?.Sequence} of {auditor.LogOf(read).Count} in {read}";

    public void Start()
    {
        context.Post(_ => client.Newest.Start(), null);
        Act();
    }

    public void CutLine() => transport.Cut();

    private void Act() => scheduler.After(world, TimeSpan.FromMilliseconds(1 + random.Next(plan.ThinkMs * 4)), () =>
    {
        if (!WantsToPlay)
        {
            return;
        }

        var control = Controls[random.Next(Controls.Length)];
        var other = audit.Seekers[random.Next(audit.Seekers.Count)];
        servers[random.Next(servers.Count)].Ask(random.Next(6) switch
        {
            0 => node => node.Lobby.LeaveAsync(Id),
            1 => node => node.Lobby.FindAsync(Id),
            2 => node => NotifyAsync(node, other),
            _ => node => node.Lobby.EnqueueAsync(Id, "relay", control),
        });
        Act();
    });

    private void Hear(ClientNews news)
    {
        journal.Hear(news);
        if (news is ClientNews.OutcomeKnown { Outcome: SessionOutcome.TakenOver })
        {
            // By a handshake of its own that it had given up, and that came through after all.
            client.Reopen(journal.Position);
        }
    }

    private async Task NotifyAsync(SessionNode node, PlayerId other)
    {
        var notice = audit.NewNotice(other);
        audit.Sent(notice, await node.Lobby.NotifyAsync(other, new Notified("note", "A note", "From a friend.", RawJson.From(new { notice }))));
    }
}
