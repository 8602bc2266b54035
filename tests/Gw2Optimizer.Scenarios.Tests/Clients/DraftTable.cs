namespace Gw2Optimizer.Scenarios.Tests.Clients;

/// <summary>A draft of two captains. Its first three events are joined, joined and started; then each turn is one event.</summary>
public sealed class DraftTable
{
    private static readonly string[] Names =
    [
        "Tempest", "Weaver", "Catalyst", "Evoker", "Scrapper", "Holosmith", "Mechanist", "Amalgam", "Dragonhunter", "Firebrand", "Willbender", "Luminary",
        "Chronomancer", "Mirage", "Virtuoso", "Troubadour", "Reaper", "Scourge", "Harbinger", "Ritualist", "Druid", "Soulbeast", "Untamed", "Galeshot",
        "Herald", "Renegade", "Vindicator", "Conduit", "Daredevil", "Deadeye", "Specter", "Antiquary", "Berserker", "Spellbreaker", "Bladesworn", "Paragon",
    ];

    private readonly int bans;
    private int step;

    private DraftTable(string id, Player blue, Player red, int bans)
    {
        Id = id;
        Blue = blue;
        Red = red;
        this.bans = bans;
    }

    public string Id { get; }

    public Player Blue { get; }

    public Player Red { get; }

    public int StepsLeft => bans + (bans * 5 / 2) - step;

    /// <summary>Blue has made the game and waits alone; head is 1.</summary>
    public static async Task<DraftTable> WaitingAsync(ScenarioServer server, object? timeControl = null, object? options = null, bool isLong = false)
    {
        var blue = await Player.GuestAsync(server);
        var made = await blue.PostAsync("/api/v1/games", new { kind = "draft", timeControl = timeControl ?? new { preset = "normal" }, options = options ?? new { format = isLong ? "duel-10" : "duel-5" } });
        made.Status.ShouldBe(201, $"{made}");
        return new DraftTable(made.Body.GetProperty("id").GetString()!, blue, await Player.GuestAsync(server), isLong ? 8 : 4);
    }

    /// <summary>Both are seated and blue is to ban; head is 3.</summary>
    public static async Task<DraftTable> StartedAsync(ScenarioServer server, object? timeControl = null, object? options = null, bool isLong = false)
    {
        var table = await WaitingAsync(server, timeControl, options, isLong);
        await table.JoinAsync();
        return table;
    }

    public async Task JoinAsync()
    {
        var joined = await Red.PostAsync($"/api/v1/games/{Id}/join", new { });
        joined.Status.ShouldBe(200, $"{joined}");
    }

    /// <summary>The next turn of the draft: who is to move, and a legal move.</summary>
    public (bool IsBlue, string Name, object Data) NextMove()
    {
        var specialization = Names[step];
        var move = step < bans
            ? (step % 2 == 0, "ban", (object)new { specialization })
            : ((step - bans + 1) / 2 % 2 == 0, "pick", new { specialization, role = "dps" });
        step++;
        return move;
    }

    /// <summary>Plays some turns of the draft, each once the other has heard of the one before, and gives the answer to the last.</summary>
    public async Task<Frame> PlayAsync(RawSocket blue, RawSocket red, int turns = 1)
    {
        Frame answer = null!;
        for (; turns > 0; turns--)
        {
            var (isBlue, name, data) = NextMove();
            answer = await (isBlue ? blue : red).PlayAsync(name, data);
            await (isBlue ? red : blue).HearAsync(answer.Number("sequence") + answer.Number("count") - 1);
        }

        return answer;
    }

    /// <summary>The state as REST tells it.</summary>
    public async Task<JsonElement> StateAsync(Player player)
    {
        var game = await player.GetAsync($"/api/v1/games/{Id}");
        game.Status.ShouldBe(200, $"{game}");
        return game.Body;
    }

    public Task ShouldHaveToldAsync(Player player, long first, params RawSocket[] sockets) => player.ShouldHaveHeardAsync(Id, first, sockets);
}
