using System.Diagnostics;
using System.Security.Cryptography;
using GameSessions.Client;
using GameSessions.Games;
using GameSessions.Wire;
using GoLive.Probes;

namespace GoLive.Players;

/// <summary>One seat of a draft: a client that can lose its network, and a journal of what it was told.</summary>
internal sealed class Captain : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Lock gate = new();
    private readonly List<WireEvent> journal = [];
    private readonly List<string> outcomes = [];
    private readonly Line line;
    private readonly GameClient client;
    private int handOvers;

    public Captain(Player player, GameId game, Line line)
    {
        this.line = line;
        client = new GameClient(
            line,
            new GameClientOptions { GameId = game, Start = new LogPosition(0, Epoch: null), Reconnect = new Backoff(TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(2)) },
            async cancellation => await player.TokenAsync(cancellation),
            Hear,
            TimeProvider.System,
            RandomNumberGenerator.Fill);
        client.Start();
    }

    public long Position => client.Position?.Sequence ?? 0;

    public long StoredAck => client.StoredAck;

    /// <summary>The holes that the client found, none of which may stay.</summary>
    public long Gaps => client.Gaps;

    public IReadOnlyList<WireEvent> Journal => Read(() => journal.ToList());

    /// <summary>How each hand-over ended, such as <c>Replayed { Events = 3 }</c>.</summary>
    public IReadOnlyList<string> Outcomes => Read(() => outcomes.ToList());

    /// <exception cref="ProbeException">The hand-over does not come.</exception>
    public Task ConnectedAsync(CancellationToken cancellationToken) => UntilAsync(() => handOvers > 0, "is not let in", cancellationToken);

    /// <exception cref="ProbeException">It does not hear of it.</exception>
    public Task HearAsync(long sequence, CancellationToken cancellationToken) => UntilAsync(() => Position >= sequence, $"does not hear of event {sequence}", cancellationToken);

    /// <exception cref="ProbeException">The ack is not stored.</exception>
    public Task AckedAsync(long sequence, CancellationToken cancellationToken) => UntilAsync(() => client.StoredAck >= sequence, $"is not told that its ack of {sequence} is stored", cancellationToken);

    /// <returns>The sequence of the event that the command caused.</returns>
    /// <exception cref="ProbeException">It was refused.</exception>
    public async Task<long> SendAsync(string name, object data, CancellationToken cancellationToken) => await client.SendAsync(name, data).WaitAsync(Patience, cancellationToken) switch
    {
        CommandResult.Accepted accepted => accepted.Sequence,
        var result => throw ProbeException.Fail($"{name} was answered {result}"),
    };

    /// <summary>Loses the network, and stays away until told to come back by <paramref name="meanwhile"/>'s end.</summary>
    /// <returns>From the return of the network to the end of the replay, as the player sees it.</returns>
    public async Task<TimeSpan> DropAndResumeAsync(Func<Task> meanwhile, CancellationToken cancellationToken)
    {
        var before = Read(() => handOvers);
        line.IsOut = true;
        line.Cut();
        try
        {
            await meanwhile();
        }
        finally
        {
            line.IsOut = false;
        }

        var watch = Stopwatch.StartNew();
        await UntilAsync(() => handOvers > before, "does not come back", cancellationToken);
        return watch.Elapsed;
    }

    public ValueTask DisposeAsync() => client.DisposeAsync();

    private void Hear(ClientNews news)
    {
        lock (gate)
        {
            switch (news)
            {
                case ClientNews.Happened happened:
                    journal.Add(happened.Event);
                    break;
                case ClientNews.OutcomeKnown { Outcome: SessionOutcome.Fresh or SessionOutcome.Current or SessionOutcome.Replayed or SessionOutcome.Resynced } known:
                    outcomes.Add($"{known.Outcome}");
                    handOvers++;
                    break;
            }
        }
    }

    private async Task UntilAsync(Func<bool> holds, string fault, CancellationToken cancellationToken)
    {
        for (var watch = Stopwatch.StartNew(); !Read(holds); await Task.Delay(2, cancellationToken))
        {
            if (watch.Elapsed > Patience || client.Completion.IsCompleted)
            {
                throw ProbeException.Fail($"A player {fault}");
            }
        }
    }

    private T Read<T>(Func<T> member)
    {
        lock (gate)
        {
            return member();
        }
    }
}
