using GameSessions.Client;
using GameSessions.Games;
using GameSessions.Hosting.Sessions;
using GameSessions.Simulation.Checks;
using GameSessions.Simulation.Engine;

namespace GameSessions.Simulation.World;

/// <summary>A player with the real client: sends commands, loses the line, opens the game elsewhere, and writes down what it is told.</summary>
internal sealed class SimPlayer
{
    private readonly PlayerId id;
    private readonly Seat? seat;
    private readonly SimRandom random;
    private readonly SimTime time;
    private readonly Journal journal;
    private readonly Plan plan;
    private readonly SimTransport transport;
    private readonly SimClient client;
    private int steps;
    private bool isMyTurn;

    public SimPlayer(PlayerId id, GameId game, Seat? seat, Scheduler scheduler, SimRandom random, IReadOnlyList<SimServer> servers, Auditor auditor, Plan plan)
    {
        this.id = id;
        this.seat = seat;
        this.random = random;
        this.plan = plan;
        Context = new SimContext(scheduler, id.Value);
        time = new SimTime(scheduler, Context, TimeSpan.FromMilliseconds(random.Next(2_000) - 1_000));
        transport = new SimTransport(id, Channel.Game, random.Fork(), time, servers);
        journal = auditor.Journal(id, seat, game);
        client = new SimClient(id, game, transport, time, random, Hear);
    }

    public SimContext Context { get; }

    public bool WantsToPlay { get; set; } = true;

    /// <summary>Everything this player asked for is answered, and it has heard everything up to <paramref name="head"/>.</summary>
    public bool IsAtRest(long head) => client.Newest.IsLive && client.Newest.Position?.Sequence == head && journal is { Unanswered: 0, MustBeTold: false };

    public string Describe() => $"{id}: live={client.Newest.IsLive} position={client.Newest.Position?.Sequence} unanswered={client.Newest.CommandsUnanswered} completed={client.Newest.Completion.IsCompleted}";

    public void Start() => Context.Post(
        _ =>
        {
            client.Newest.Start();
            _ = PlayAsync();
        },
        null);

    /// <summary>The line breaks.</summary>
    public void CutLine() => transport.Cut();

    private async Task PlayAsync()
    {
        while (WantsToPlay)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1 + random.Next(plan.ThinkMs * 2)), time);
            if (!WantsToPlay)
            {
                return;
            }

            if (random.Chance(0.01))
            {
                Reopen();
            }

            var name = seat is null ? "shout"
                : isMyTurn && random.Chance(0.7) ? "step"
                : random.Chance(0.1) ? "step"
                : random.Chance(0.05) ? "dance"
                : random.Chance(0.3) ? "whisper"
                : "shout";
            if (client.Newest.CommandsUnanswered < 8)
            {
                _ = SendAsync(name);
            }
        }
    }

    private async Task SendAsync(string name)
    {
        var commandId = new CommandId($"{id}-{journal.NextCommand()}");
        journal.Sending(commandId, name);
        var result = await client.Newest.SendAsync(name, new { }, commandId);
        journal.Answered(commandId, result);
    }

    /// <summary>The same session in another window; the first one may stay open, and is taken over.</summary>
    private void Reopen()
    {
        var old = client.Reopen(journal.Position);
        if (random.Chance(0.5))
        {
            _ = old.DisposeAsync().AsTask();
        }
    }

    private void Hear(ClientNews news)
    {
        journal.Hear(news);
        switch (news)
        {
            case ClientNews.Opened opened:
                steps = opened.Summary.State.To<Relay>()!.Steps;
                break;
            case ClientNews.Happened { Event: var happened }:
                steps = happened.Type == "stepped" ? happened.Data.To<Stepped>()!.Number : steps;
                break;
            case ClientNews.OutcomeKnown { Outcome: SessionOutcome.TakenOver }:
                Reopen();
                break;
        }

        isMyTurn = seat is not null && (steps % 4 is 0 or 3 ? RelayRules.Red : RelayRules.Blue) == seat;
    }
}
