namespace Gw2Optimizer.Scenarios.Tests.Clients;

/// <summary>A squad room. Its first two events are joined and started; then each member who joins is one event.</summary>
public sealed record SquadTable(string Id, Player Commander, IReadOnlyList<Player> Members)
{
    /// <summary>What one who makes accounts does not have to wait for.</summary>
    private const int GuestsAtOnce = 10;

    public static async Task<SquadTable> OpenAsync(ScenarioServer server, int members = 0, object? options = null)
    {
        var commander = await Player.GuestAsync(server);
        var made = await commander.PostAsync("/api/v1/games", new { kind = "squad", options = options ?? new { mode = "raid", size = 10 } });
        made.Status.ShouldBe(201, $"{made}");
        var guests = new List<Player>();
        foreach (var some in Enumerable.Range(0, members).Chunk(GuestsAtOnce))
        {
            guests.AddRange(await Task.WhenAll(some.Select(_ => Player.GuestAsync(server))));
        }

        var table = new SquadTable(made.Body.GetProperty("id").GetString()!, commander, guests);
        foreach (var member in table.Members)
        {
            (await table.JoinAsync(member)).Status.ShouldBe(200);
        }

        return table;
    }

    public Task<Answer> JoinAsync(Player player) => player.PostAsync($"/api/v1/games/{Id}/join", new { });

    public Task<Answer> LookAsync(Player player) => player.GetAsync($"/api/v1/games/{Id}");

    public async Task<JsonElement> StateAsync() => (await LookAsync(Commander)).Body.GetProperty("state");
}
