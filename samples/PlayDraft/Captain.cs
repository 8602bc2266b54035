using System.Security.Cryptography;
using GameSessions.Client;
using GameSessions.Client.Sockets;
using GameSessions.Games;
using GameSessions.Wire;

namespace PlayDraft;

/// <summary>One player: a client, what it knows of the draft, and a journal of what it was told.</summary>
internal sealed class Captain : IAsyncDisposable
{
    private static readonly TimeSpan ReachMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SettleMax = TimeSpan.FromSeconds(2);
    private static readonly string[] Roles = ["dps", "condi_dps", "support", "healer", "boon_support", "stability", "strip", "cleanse", "tank", "utility"];
    private readonly Lock gate = new();
    private readonly List<WireEvent> journal = [];
    private readonly Random random;
    private readonly GameClient client;
    private Board? board;

    public Captain(string name, GameId game, string accessToken, Uri address, Random random, Action<string> say)
    {
        Name = name;
        this.random = random;
        client = new GameClient(
            new WebSocketTransport(address, TimeProvider.System),
            new GameClientOptions { GameId = game, Start = new LogPosition(0, Epoch: null) },
            _ => Task.FromResult<string?>(accessToken),
            news => Hear(news, say),
            TimeProvider.System,
            RandomNumberGenerator.Fill);
        client.Start();
    }

    public string Name { get; }

    public GameClient Client => client;

    public bool IsOver { get; private set; }

    public SortedDictionary<string, int> Outcomes { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<WireEvent> Journal
    {
        get
        {
            lock (gate)
            {
                return [.. journal];
            }
        }
    }

    /// <summary>Waits until this captain knows that the draft has come so far, or is over.</summary>
    public async Task<Board> ReachAsync(int step, CancellationToken cancellationToken)
    {
        var until = DateTime.UtcNow + ReachMax;
        while (true)
        {
            lock (gate)
            {
                if (board is { Started: true } known && (known.Step >= step || IsOver))
                {
                    return known;
                }
            }

            if (client.Completion.IsCompleted || DateTime.UtcNow > until)
            {
                throw new DraftFailedException($"{Name} does not hear of step {step}");
            }

            await Task.Delay(5, cancellationToken);
        }
    }

    /// <summary>Waits, not for long, until the server has stored this captain's last ack.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        for (var until = DateTime.UtcNow + SettleMax; DateTime.UtcNow < until && client.StoredAck != client.Position?.Sequence;)
        {
            await Task.Delay(5, cancellationToken);
        }
    }

    /// <summary>Bans or picks something that is there, at random.</summary>
    public async Task<string> MoveAsync(Board known, bool isBan)
    {
        var specialization = known.Available[random.Next(known.Available.Count)];
        var role = Roles[random.Next(Roles.Length)];
        var result = await (isBan ? client.SendAsync("ban", new { specialization }) : client.SendAsync("pick", new { specialization, role }));
        return result switch
        {
            CommandResult.Accepted accepted => $"{Name} {(isBan ? "bans" : "picks")} {specialization} (event {accepted.Sequence})",
            CommandResult.Refused { Code: "GAME_OVER" } => $"{Name} is too late",
            _ => throw new DraftFailedException($"{Name}'s move was answered {result}"),
        };
    }

    public ValueTask DisposeAsync() => client.DisposeAsync();

    private void Hear(ClientNews news, Action<string> say)
    {
        lock (gate)
        {
            switch (news)
            {
                case ClientNews.Opened opened when board is null || opened.Summary.AsOf > board.AsOf:
                    board = Board.Of(opened.Summary.AsOf, opened.Summary.State, opened.Summary.Status != GameStatus.Waiting);
                    break;
                case ClientNews.Happened happened:
                    journal.Add(happened.Event);
                    board = board?.Apply(happened.Event);
                    IsOver |= happened.Event.Type == "finished";
                    break;
                case ClientNews.Snapshot snapshot:
                    say($"{Name} was given a snapshot ({snapshot.Reason}), so that the journals cannot be equal");
                    board = Board.Of(snapshot.AsOf, snapshot.State, started: true);
                    break;
                case ClientNews.OutcomeKnown { Outcome: var outcome }:
                    Outcomes[outcome.GetType().Name] = Outcomes.GetValueOrDefault(outcome.GetType().Name) + 1;
                    if (outcome is SessionOutcome.Replayed or SessionOutcome.TakenOver or SessionOutcome.Revoked)
                    {
                        say($"{Name}: {outcome}");
                    }

                    break;
            }
        }
    }
}
