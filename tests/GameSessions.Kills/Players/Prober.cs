using System.Diagnostics;
using GameSessions.Client;
using GameSessions.Kills.Checks;
using GameSessions.Kills.Faults;
using GameSessions.Kills.Tables;
using Gw2Optimizer.RealServer.Deployments;

namespace GameSessions.Kills.Players;

/// <summary>A squad with a member at each node, who never leaves it. It tells whether every node stores what it is told, and hears of the others.</summary>
internal sealed class Prober : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);
    private readonly IReadOnlyList<ClientPlayer> players;

    private Prober(Table table, IReadOnlyList<ClientPlayer> players)
    {
        Table = table;
        this.players = players;
    }

    public Table Table { get; }

    public static async Task<Prober> OpenAsync(Cluster cluster, Insistence api, Moments moments, Findings findings, Tally tally, CancellationToken cancellationToken)
    {
        var table = await Table.SetAsync(new SquadScript(cluster.Nodes.Count), api, saysTwice: () => false, findings, cancellationToken);
        return new Prober(table, [.. table.Journals.Select((journal, i) =>
            new ClientPlayer(journal, table.AccessTokens[i], new ObservedTransport(cluster.Nodes[i].Address, journal, moments, findings, tally), findings))]);
    }

    /// <summary>Has each node store something, and waits until all have heard of all of it.</summary>
    /// <returns>How long it took; null: longer than it may.</returns>
    public async Task<TimeSpan?> RecoverAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var answers = players.Select((player, i) => SayAsync(player, Table.Journals[i])).ToList();
        while (watch.Elapsed < atMost)
        {
            if (answers.All(answer => answer.IsCompleted))
            {
                var last = (await Task.WhenAll(answers)).OfType<CommandResult.Accepted>().Select(answer => answer.Sequence).DefaultIfEmpty().Max();
                if (Table.Journals.All(journal => journal.Position >= last))
                {
                    return watch.Elapsed;
                }
            }

            await Task.Delay(Look, cancellationToken);
        }

        return null;
    }

    public override string ToString() => string.Join(", ", Table.Journals.Select((journal, i) => $"node {i + 1} has told {journal.Position} events, and {journal.Commands.Count(command => command.Value is null)} commands have no answer"));

    public async ValueTask DisposeAsync()
    {
        foreach (var player in players)
        {
            await player.DisposeAsync();
        }
    }

    private static async Task<CommandResult> SayAsync(ClientPlayer player, Journal journal)
    {
        var command = Wanted.New("note", new { text = "still here" });
        journal.Note(command.Id, null);
        var result = await player.SendAsync(command);
        journal.Note(command.Id, result);
        return result;
    }
}
