using GameSessions.Games;
using GameSessions.Kills.Checks;
using GameSessions.Kills.Players;

namespace GameSessions.Kills.Tables;

/// <summary>One game, and what its players know of it.</summary>
internal sealed class Table(GameId id, IScript script)
{
    private readonly Lock gate = new();
    private long headKnown;
    private string? epoch;

    public GameId Id => id;

    public IScript Script => script;

    /// <summary>One a seat, in the order of the script's seats.</summary>
    public IReadOnlyList<Journal> Journals { get; set; } = [];

    /// <summary>Their access tokens.</summary>
    public IReadOnlyList<string> AccessTokens { get; init; } = [];

    /// <summary>Another node may not have heard yet of what one node stored; it has heard of what its caller knows.</summary>
    public bool IsOnManyNodes { get; init; }

    /// <summary>The highest event that anybody was told of.</summary>
    public long HeadKnown => Interlocked.Read(ref headKnown);

    /// <summary>Makes a game with guests on all of its seats.</summary>
    /// <param name="saysTwice">Asked for each player; see <see cref="Journal.SaysTwice"/>.</param>
    public static async Task<Table> SetAsync(IScript script, Insistence api, Func<bool> saysTwice, Findings findings, CancellationToken cancellationToken)
    {
        var tokens = new List<string>();
        foreach (var _ in script.Seats)
        {
            tokens.Add(await api.AskAsync(server => server.SignInAsGuestAsync(cancellationToken), cancellationToken));
        }

        var id = await api.AskAsync(server => server.CreateGameAsync(tokens[0], script.Wish, cancellationToken), cancellationToken);
        foreach (var token in tokens.Skip(1))
        {
            await api.AskAsync(server => server.JoinAsync(token, id, cancellationToken), cancellationToken);
        }

        var table = new Table(id, script) { AccessTokens = tokens, IsOnManyNodes = api.IsOfMany };
        table.Journals = [.. script.Seats.Select(seat => new Journal(table, seat, saysTwice(), findings))];
        return table;
    }

    public void Heard(long sequence)
    {
        lock (gate)
        {
            headKnown = Math.Max(headKnown, sequence);
        }
    }

    /// <summary>The epoch that was told first.</summary>
    public string Epoch(string told)
    {
        lock (gate)
        {
            return epoch ??= told;
        }
    }
}
