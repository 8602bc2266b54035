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
    private readonly GameId game;
    private readonly Seat? seat;
    private readonly SimRandom random;
    private readonly SimTime time;
    private readonly Journal journal;
    private readonly Plan plan;
    private readonly SimTransport transport;
    private GameClient client;
    private int steps;
    private bool isMyTurn;

    public SimPlayer(PlayerId id, GameId game, Seat? seat, Scheduler scheduler, SimRandom random, IReadOnlyList<SimServer> servers, Auditor auditor, Plan plan)
    {
        this.id = id;
        this.game = game;
        this.seat = seat;
        this.random = random;
        this.plan = plan;
        Context = new SimContext(scheduler, id.Value);
        time = new SimTime(scheduler, Context, TimeSpan.FromMilliseconds(random.Next(2_000) - 1_000));
        transport = new SimTransport(id, Channel.Game, random.Fork(), time, servers);
        journal = auditor.Journal(id, seat, game);
        client = NewClient(from: null);
    }

    public SimContext Context { get; }

    public bool WantsToPlay { get; set; } = true;

    /// <summary>Everything this player asked for is answered, and it has heard everything up to <paramref name="head"/>.</summary>
    public bool IsAtRest(long head) => client.IsLive && client.Position?.Sequence == head && journal.Unanswered == 0;

    public string Describe() => $"{id}: live={client.IsLive} position={client.Position?.Sequence} unanswered={client.CommandsUnanswered} completed={client.Completion.IsCompleted}";

    public void Start() => Context.Post(
        _ =>
        {
            client.Start();
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
            if (client.CommandsUnanswered < 8)
            {
                _ = SendAsync(name);
            }
        }
    }

    private async Task SendAsync(string name)
    {
        var commandId = new CommandId($"{id}-{journal.NextCommand()}");
        journal.Sending(commandId, name);
        var sender = client;
        var result = await sender.SendAsync(name, new { }, commandId);
        journal.Answered(commandId, result);
    }

    /// <summary>The same session in another window; the first one may stay open, and is taken over.</summary>
    private void Reopen()
    {
        var old = client;
        client = NewClient(new LogPosition(journal.Position, Epoch: null));
        client.Start();
        if (random.Chance(0.5))
        {
            _ = old.DisposeAsync().AsTask();
        }
    }

    private GameClient NewClient(LogPosition? from)
    {
        GameClient? mine = null;
        mine = new GameClient(
            transport,
            new GameClientOptions { GameId = game, Start = from },
            _ => Task.FromResult<string?>($"access:{id}"),
            news =>
            {
                if (mine == client)
                {
                    Hear(news);
                }
            },
            time,
            new SimEntropy(random.Fork()).Fill);
        return mine;
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
