namespace Gw2Optimizer.Scenarios.Tests;

public sealed class PracticeTests
{
    private static readonly TimeSpan Thinks = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task The_practice_opponent_goes_on_where_a_killed_server_left_it()
    {
        await using var own = await ScenarioServer.StartAsync();
        var guest = await Player.GuestAsync(own);
        var game = (await guest.PostAsync("/api/v1/games", new { kind = "draft", opponent = "practice", seat = "red" })).Body.GetProperty("id").GetString()!;
        await own.KillAsync();
        await own.RestartAsync();
        await Wait.UntilAsync(() => HasMovedAsync(guest, game, 1), Thinks);
        var (red, _) = await guest.To(game).ConnectAsync();
        await using (red)
        {
            var state = (await guest.GetAsync($"/api/v1/games/{game}")).Body.GetProperty("state");
            await red.PlayAsync("ban", new { specialization = state.GetProperty("available")[0].GetString() });
            await own.KillAsync();
        }

        await own.RestartAsync();
        await Wait.UntilAsync(() => HasMovedAsync(guest, game, 3), Thinks);
        await Wait.ForAsync(TimeSpan.FromSeconds(3));
        var moves = (await guest.LogAsync(game)).Where(one => one.GetProperty("type").GetString() == "banned").Select(one => one.GetProperty("data").GetProperty("seat").GetString());
        moves.ShouldBe(["blue", "red", "blue"]);
    }

    private static async Task<bool> HasMovedAsync(Player player, string game, int moves) =>
        (await player.GetAsync($"/api/v1/games/{game}")).Body.GetProperty("state").GetProperty("step").GetInt32() >= moves;
}
