namespace Gw2Optimizer.Scenarios.Tests.Clients;

/// <summary>A player's inboxes and search for an opponent.</summary>
internal static class Lobby
{
    /// <summary>When a crowd comes at once, some are told to try again.</summary>
    private const int TriesMax = 20;

    public static readonly object Blitz = new { kind = "draft", timeControl = new { preset = "blitz" } };
    public static readonly object Long = new { kind = "draft", timeControl = new { preset = "long" } };

    public static Upgrade ToNotifications(this Player player) => player.Node.Upgrade("/ws/notifications").Bearer(player.AccessToken);

    public static Upgrade ToMatchmaking(this Player player) => player.Node.Upgrade("/ws/matchmaking").Bearer(player.AccessToken);

    public static async Task<JsonElement> SearchAsync(this Player player, object wish)
    {
        var answer = await player.PostAsync("/api/v1/matchmaking/join", wish);
        for (var tries = 0; answer.Status == 503 && tries < TriesMax; tries++)
        {
            // The same wish again gets the same answer, whatever became of the first.
            await Wait.ForAsync(TimeSpan.FromMilliseconds(500));
            answer = await player.PostAsync("/api/v1/matchmaking/join", wish);
        }

        answer.Status.ShouldBe(200, $"{answer}");
        return answer.Body;
    }

    public static async Task LeaveAsync(this Player player) => (await player.PostAsync("/api/v1/matchmaking/leave")).Status.ShouldBe(204);

    public static async Task<JsonElement> StandingAsync(this Player player)
    {
        var answer = await player.GetAsync("/api/v1/matchmaking");
        answer.Status.ShouldBe(200, $"{answer}");
        return answer.Body;
    }

    public static string Status(this JsonElement standing) => standing.GetProperty("status").GetString()!;

    public static string? GameId(this JsonElement standing) => standing.GetProperty("gameId").GetString();

    /// <summary>A superuser, made as operators make one.</summary>
    public static async Task<Player> AdminAsync(ScenarioServer server)
    {
        var name = $"a{Guid.NewGuid():N}"[..20];
        await server.RunVerbAsync(["create-admin", "--email", $"{name}@example.org", "--username", name], ("ADMIN_PASSWORD", Player.Password));
        return await Player.SignInAsync(server.NextNode, name);
    }

    public static Task<Answer> NotifyAsync(this Player admin, Player player, string kind, object? data = null) =>
        admin.PostAsync("/api/v1/admin/notifications", new { userId = player.Id, kind, title = "Title", message = "Message", data = data ?? new { } });
}
