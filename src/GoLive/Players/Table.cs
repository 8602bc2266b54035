using System.Text.Json;
using GameSessions.Games;
using GameSessions.Wire;

namespace GoLive.Players;

/// <summary>A draft between two players, both of whom this process plays.</summary>
internal sealed class Table : IAsyncDisposable
{
    // The format duel-5: who bans (B, R), and then who picks (b, r).
    private const string Order = "BRBR" + "brrbbrrbbr";
    private const string Role = "dps";
    private readonly Player creator;
    private readonly IReadOnlyList<string> names;
    private int step;

    private Table(GameId id, Player creator, IReadOnlyList<string> names, Captain blue, Captain red)
    {
        (Id, this.creator, this.names) = (id, creator, names);
        (Blue, Red) = (blue, red);
    }

    public GameId Id { get; }

    public Captain Blue { get; }

    public Captain Red { get; }

    public bool IsOver => step == Order.Length;

    public bool IsBluesTurn => !IsOver && char.ToUpperInvariant(Order[step]) == 'B';

    /// <summary>The event that the last move caused.</summary>
    public long Head { get; private set; }

    /// <summary>Makes a draft, seats both, and waits until both are in.</summary>
    public static async Task<Table> OpenAsync(Player blue, Player red, IReadOnlyList<Uri> servers, TimeProvider time, CancellationToken cancellationToken)
    {
        var made = (await blue.CallAsync(HttpMethod.Post, "/api/v1/games", new { kind = "draft", timeControl = new { preset = "normal" } }, cancellationToken)).RequireStatus(201);
        var id = new GameId(made.Require("id"));
        var pool = made.Json!.Value.GetProperty("state").GetProperty("available").Deserialize<IReadOnlyList<string>>()!;
        var captain = new Captain(blue, id, new Line(servers, 0, time));
        await captain.ConnectedAsync(cancellationToken);
        (await red.CallAsync(HttpMethod.Post, $"/api/v1/games/{id}/join", new { }, cancellationToken)).RequireStatus(200);
        var table = new Table(id, blue, pool, captain, new Captain(red, id, new Line(servers, 1, time)));
        await table.Red.ConnectedAsync(cancellationToken);
        return table;
    }

    /// <summary>The next ban or pick, by whoever is to make it.</summary>
    public async Task MoveAsync(CancellationToken cancellationToken)
    {
        var captain = IsBluesTurn ? Blue : Red;
        var specialization = names[step];
        // It may be this captain's turn by a move that it has not heard of yet.
        await captain.HearAsync(Head, cancellationToken);
        Head = char.IsUpper(Order[step])
            ? await captain.SendAsync("ban", new { specialization }, cancellationToken)
            : await captain.SendAsync("pick", new { specialization, role = Role }, cancellationToken);
        step++;
    }

    /// <summary>How many events somebody was not told, or told twice, or out of turn; both must have heard of the last one.</summary>
    public async Task<int> CountLostAsync(CancellationToken cancellationToken)
    {
        var answer = (await creator.CallAsync(HttpMethod.Get, $"/api/v1/games/{Id}/events?limit=500", body: null, cancellationToken)).RequireStatus(200);
        var log = answer.Json!.Value.Deserialize<IReadOnlyList<WireEvent>>(WireJson.Options)!;
        var head = log.Count == 0 ? 0 : log[^1].Sequence;
        await Task.WhenAll(Blue.HearAsync(head, cancellationToken), Red.HearAsync(head, cancellationToken));
        var wanted = log.Select(one => one.Sequence).ToList();
        return new[] { Blue, Red }.Sum(captain => Differences(wanted, [.. captain.Journal.Select(one => one.Sequence).TakeWhile(sequence => sequence <= head)]));
    }

    public async ValueTask DisposeAsync()
    {
        await Blue.DisposeAsync();
        await Red.DisposeAsync();
    }

    private static int Differences(List<long> wanted, List<long> told) => Enumerable.Range(0, Math.Max(wanted.Count, told.Count)).Count(at => wanted.ElementAtOrDefault(at) != told.ElementAtOrDefault(at));
}
