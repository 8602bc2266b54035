using System.Collections.Concurrent;
using GameSessions.Client;
using GameSessions.Kills.Checks;
using GameSessions.Kills.Faults;
using GameSessions.Kills.Players;
using Gw2Optimizer.RealServer;

namespace GameSessions.Kills.Tables;

/// <summary>Has one game after the other played, each to its end, with the players of every seat behind a relay of their own.</summary>
internal sealed class Croupier : IAsyncDisposable
{
    private const int PaceMs = 60;
    private static readonly TimeSpan SettleMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SettlePause = TimeSpan.FromMilliseconds(300);
    private static readonly IReadOnlyList<Func<Random, IScript>> Scripts = [random => new DraftScript(random), random => new DraftScript(random), _ => new SquadScript()];
    private readonly Random random;
    private readonly Insistence api;
    private readonly Moments moments;
    private readonly Findings findings;
    private readonly Tally tally;
    private readonly ConcurrentQueue<Table> finished = [];

    public Croupier(int seed, Insistence api, Func<System.Net.IPEndPoint> server, Moments moments, Findings findings, Tally tally)
    {
        random = new Random(seed);
        this.api = api;
        this.moments = moments;
        this.findings = findings;
        this.tally = tally;
        Relays = [new Relay(server), new Relay(server)];
    }

    public IReadOnlyList<Relay> Relays { get; }

    /// <summary>The game that is played; null between two of them.</summary>
    public Table? Current { get; private set; }

    public IReadOnlyCollection<Table> Finished => finished;

    /// <summary>Plays until it is told to stop, and the last game to its end.</summary>
    public async Task RunAsync(CancellationToken enough, CancellationToken cancellationToken)
    {
        while (!enough.IsCancellationRequested)
        {
            var table = await Table.SetAsync(random.GetItems([.. Scripts], 1)[0](random), api, saysTwice: () => random.Next(2) == 0, findings, cancellationToken);
            Current = table;
            var players = table.Journals.Select((journal, i) => Seat(journal, table.AccessTokens[i], Relays[i])).ToList();
            try
            {
                await Task.WhenAll(players.Select((player, i) => PlayAsync(player, table.Journals[i], new Random(random.Next()), cancellationToken)));
                await SettleAsync(table, cancellationToken);
            }
            finally
            {
                await Task.WhenAll(players.Select(player => player.DisposeAsync().AsTask()));
            }

            Current = null;
            finished.Enqueue(table);
            tally.Count("games");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var relay in Relays)
        {
            await relay.DisposeAsync();
        }
    }

    private IPlayer Seat(Journal journal, string accessToken, Relay relay)
    {
        var transport = new ObservedTransport(relay.Address, journal, moments, findings, tally);
        return journal.SaysTwice
            ? new RawPlayer(journal, accessToken, transport, new Random(random.Next()))
            : new ClientPlayer(journal, accessToken, transport, findings);
    }

    private async Task PlayAsync(IPlayer player, Journal journal, Random own, CancellationToken cancellationToken)
    {
        var script = journal.Table.Script;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var known = journal.Events;
            if (script.IsOver(known))
            {
                return;
            }

            if (script.Next(known, journal.Seat, own) is not { } command)
            {
                await journal.ChangeAsync(known.Count, TimeSpan.FromMilliseconds(200), cancellationToken);
                continue;
            }

            await Task.Delay(own.Next(PaceMs), cancellationToken);
            journal.Note(command.Id, null);
            var result = await player.SendAsync(command).WaitAsync(cancellationToken);
            journal.Note(command.Id, result);
            tally.Count(result switch
            {
                CommandResult.Accepted => "commands accepted",
                CommandResult.Refused => "commands refused",
                _ => "commands forgotten",
            });
        }
    }

    /// <summary>Waits until every player knows the whole log, and a frame that was still on its way from a lost socket has had its time.</summary>
    private async Task SettleAsync(Table table, CancellationToken cancellationToken)
    {
        var before = -1L;
        for (var until = DateTime.UtcNow + SettleMax; ;)
        {
            var head = (await api.AskAsync(server => server.GetGameAsync(table.AccessTokens[0], table.Id, cancellationToken), cancellationToken)).GetProperty("head").GetInt64();
            if (head == before && table.Journals.All(journal => journal.Position == head))
            {
                return;
            }

            if (DateTime.UtcNow > until)
            {
                findings.Add($"the players of game {table.Id} know {string.Join(" and ", table.Journals.Select(journal => journal.Position))} events of {head}", table);
                return;
            }

            before = head;
            await Task.Delay(SettlePause, cancellationToken);
        }
    }
}
