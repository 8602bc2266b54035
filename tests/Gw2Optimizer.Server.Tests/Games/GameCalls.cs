using System.Text.Json;

namespace Gw2Optimizer.Server.Tests.Games;

internal sealed record Player(string Name, string Id, string Access);

internal sealed record RunningGame(string Id, Player Blue, Player Red);

/// <summary>Calls that most tests of games begin with.</summary>
internal static class GameCalls
{
    public const string Draft = """{"kind":"draft"}""";

    public static async Task<Player> NewPlayerAsync(this TestServer server)
    {
        var user = await server.SignUpAsync();
        return new Player(user.Name, (await server.GetAsync("/api/v1/auth/me", user.Access)).Text("id"), user.Access);
    }

    public static async Task<Player> NewGuestAsync(this TestServer server)
    {
        var access = (await server.SendAsync("POST", "/api/v1/auth/guest")).Text("access_token");
        return new Player("", (await server.GetAsync("/api/v1/auth/me", access)).Text("id"), access);
    }

    public static Task<Answer> CreateAsync(this TestServer server, Player player, string body = Draft) => server.PostAsync("/api/v1/games", body, player.Access);

    public static async Task<string> CreatedAsync(this TestServer server, Player player, string body = Draft)
    {
        var answer = await server.CreateAsync(player, body);
        answer.Status.ShouldBe(201, answer.Body);
        return answer.Text("id");
    }

    public static Task<Answer> JoinAsync(this TestServer server, Player player, string gameId, string body = "{}") =>
        server.PostAsync($"/api/v1/games/{gameId}/join", body, player.Access);

    public static Task<Answer> GameAsync(this TestServer server, Player player, string gameId) => server.GetAsync($"/api/v1/games/{gameId}", player.Access);

    /// <summary>A game of two new guests.</summary>
    public static async Task<RunningGame> StartedAsync(this TestServer server, string body = Draft)
    {
        var blue = await server.NewGuestAsync();
        var red = await server.NewGuestAsync();
        var id = await server.CreatedAsync(blue, body);
        (await server.JoinAsync(red, id)).Status.ShouldBe(200);
        return new RunningGame(id, blue, red);
    }

    /// <summary>The whole log, as a caller may see it.</summary>
    public static async Task<IReadOnlyList<JsonElement>> LogAsync(this TestServer server, Player player, string gameId)
    {
        var answer = await server.GetAsync($"/api/v1/games/{gameId}/events?limit=500", player.Access);
        answer.Status.ShouldBe(200, answer.Body);
        return [.. answer.Json.EnumerateArray()];
    }

    /// <summary>Opens a socket and waits for the end of its handshake.</summary>
    public static async Task<GameSocket> JoinedAsync(this TestServer server, Player player, string gameId, string more = "", SocketManners? manners = null)
    {
        var socket = await server.UpgradeAsync(player, gameId, more, manners);
        await socket.WaitAsync("GAME_REPLAY_END");
        return socket;
    }

    public static Task<GameSocket> UpgradeAsync(this TestServer server, Player player, string gameId, string more = "", SocketManners? manners = null) =>
        GameSocket.OpenAsync(server, $"/ws/game?gameId={gameId}{more}", player.Access, manners);

    public static string Type(this JsonElement element) => element.GetProperty("type").GetString()!;

    public static long Number(this JsonElement element, string name) => element.GetProperty(name).GetInt64();

    public static string? Word(this JsonElement element, string name) => element.GetProperty(name).GetString();

    public static JsonElement At(this JsonElement element, params string[] path) => path.Aggregate(element, (at, name) => at.GetProperty(name));

    public static string[] Words(this JsonElement element) => [.. element.EnumerateArray().Select(word => word.GetString()!)];
}
