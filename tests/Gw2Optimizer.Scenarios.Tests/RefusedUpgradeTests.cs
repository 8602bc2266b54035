using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Gw2Optimizer.Scenarios.Tests;

public sealed class RefusedUpgradeTests(ScenarioServer server)
{
    [Fact]
    public async Task An_unknown_path_is_refused_before_anything_else() =>
        await server.Upgrade("/ws/nothing").Resume("bad").ShouldBeClosedAsync(1008, "Invalid path");

    [Fact]
    public async Task A_game_needs_an_identifier() =>
        await server.Upgrade().Bearer((await Player.GuestAsync(server)).AccessToken).ShouldBeClosedAsync(1008, "Missing game identifier");

    [Fact]
    public async Task Who_does_not_say_who_he_is_learns_nothing_about_games() =>
        await server.Upgrade().ShouldBeClosedAsync(1008, "Unauthorized");

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000001")]
    [InlineData("nothing")]
    public async Task An_unknown_game_is_forbidden(string id) =>
        await (await Player.GuestAsync(server)).To(id).ShouldBeClosedAsync(1008, "Forbidden");

    [Fact]
    public async Task A_private_game_is_forbidden_to_strangers_whatever_position_they_name()
    {
        var table = await DraftTable.WaitingAsync(server, options: new { @public = false });
        await (await Player.GuestAsync(server)).To(table.Id).From("x").ShouldBeClosedAsync(1008, "Forbidden");
        var (socket, _) = await table.Blue.To(table.Id).ConnectAsync();
        await socket.DisposeAsync();
    }

    [Fact]
    public async Task Garbage_and_a_refresh_token_are_unauthorized()
    {
        var table = await DraftTable.WaitingAsync(server);
        await server.Upgrade().Game(table.Id).Bearer("x.y.z").ShouldBeClosedAsync(1008, "Unauthorized");
        await server.Upgrade().Game(table.Id).Bearer(table.Blue.RefreshToken).ShouldBeClosedAsync(1008, "Unauthorized");
    }

    [Fact]
    public async Task An_expired_access_token_is_unauthorized()
    {
        var table = await DraftTable.WaitingAsync(server);
        await server.Upgrade().Game(table.Id).Bearer(Dated(table.Blue.AccessToken, DateTimeOffset.UtcNow.AddMinutes(5))).ConnectAndLeaveAsync();
        await server.Upgrade().Game(table.Id).Bearer(Dated(table.Blue.AccessToken, DateTimeOffset.UtcNow.AddMinutes(-5))).ShouldBeClosedAsync(1008, "Unauthorized");
    }

    [Fact]
    public async Task Tokens_may_come_as_sub_protocols()
    {
        var table = await DraftTable.WaitingAsync(server);
        var (first, begun) = await server.Upgrade().Game(table.Id).Protocol("gamesessions.v1", $"access_token.{table.Blue.AccessToken}").ConnectAsync();
        first.SubProtocol.ShouldBe("gamesessions.v1");
        await first.ResetAsync();
        var (second, resumed) = await server.Upgrade().Protocol("gamesessions.v1", $"resume.{begun.Token}").ConnectAsync();
        await using var _ = second;
        second.SubProtocol.ShouldBe("gamesessions.v1");
        resumed.Resume.Text("userId").ShouldBe(table.Blue.Id);
    }

    [Fact]
    public async Task The_cookie_counts_from_an_allowed_origin_only()
    {
        var table = await DraftTable.WaitingAsync(server);
        var node = server.NextNode;
        Upgrade ByCookie() => node.Upgrade().Game(table.Id).Header("Cookie", $"access_token={table.Blue.AccessToken}");
        await ByCookie().Header("Origin", node.Address.GetLeftPart(UriPartial.Authority)).ConnectAndLeaveAsync();
        await ByCookie().Header("Origin", "https://evil.example").ShouldBeClosedAsync(1008, "Unauthorized");
        await ByCookie().ShouldBeClosedAsync(1008, "Unauthorized");
    }

    [Fact]
    public async Task The_header_wins_over_the_sub_protocol()
    {
        var table = await DraftTable.WaitingAsync(server);
        var other = await Player.GuestAsync(server);
        var (socket, handOver) = await table.Blue.To(table.Id).Protocol("gamesessions.v1", $"access_token.{other.AccessToken}").ConnectAsync();
        await using var _ = socket;
        handOver.Resume.Text("userId").ShouldBe(table.Blue.Id);
        await server.Upgrade().Game(table.Id).Bearer("x.y.z").Protocol("gamesessions.v1", $"access_token.{other.AccessToken}").ShouldBeClosedAsync(1008, "Unauthorized");
    }

    [Fact]
    public async Task A_bad_resume_token_decides_alone_and_is_counted_and_touches_nothing()
    {
        await using var own = await ScenarioServer.StartAsync();
        var table = await DraftTable.StartedAsync(own);
        var (socket, _) = await table.Blue.To(table.Id).ConnectAsync();
        await using var __ = socket;
        await table.Blue.To(table.Id).Resume("garbage").ShouldBeClosedAsync(1008, "Invalid resume token");
        await table.Blue.To(table.Id).Resume("").ShouldBeClosedAsync(1008, "Invalid resume token");
        await own.Upgrade().Protocol("gamesessions.v1", $"resume.{new string('A', 43)}").ShouldBeClosedAsync(1008, "Invalid resume token");
        (await own.MetricAsync("ws_resume_invalid_token_total")).ShouldBe(3);
        (await own.MetricAsync("ws_resume_attempts_total{outcome=\"invalid_token\"}")).ShouldBe(3);
        (await own.MetricAsync("ws_resume_attempts_total{outcome=\"new_session\"}")).ShouldBe(1);
        (await own.MetricAsync("ws_resume_attempts_total{outcome=\"resumed\"}")).ShouldBe(0);
        await socket.PlayAsync("ban", new { specialization = "Tempest" });
    }

    [Fact]
    public async Task A_resume_token_opens_only_its_own_game_and_path()
    {
        var table = await DraftTable.WaitingAsync(server);
        var another = await DraftTable.WaitingAsync(server);
        var (socket, begun) = await table.Blue.To(table.Id).ConnectAsync();
        await socket.ResetAsync();
        await server.Upgrade().Game(another.Id).Resume(begun.Token).ShouldBeClosedAsync(1008, "Invalid resume token");
        await server.Upgrade("/ws/notifications").Resume(begun.Token).ShouldBeClosedAsync(1008, "Invalid resume token");
        await server.Upgrade().Game(table.Id).Resume(begun.Token).ConnectAndLeaveAsync();
    }

    [Fact]
    public async Task No_token_ever_reaches_a_log_line()
    {
        await using var own = await ScenarioServer.StartAsync(("LOG_LEVEL", "debug"));
        var table = await DraftTable.WaitingAsync(own);
        var (first, begun) = await table.Blue.To(table.Id).ConnectAsync();
        await first.ResetAsync();
        var (second, resumed) = await own.Upgrade().Resume(begun.Token).ConnectAsync();
        await second.PingAsync();
        await second.ResetAsync();
        await own.Upgrade().Resume(begun.Token).ShouldBeClosedAsync(1008, "Invalid resume token");
        await own.Upgrade().Game(table.Id).Protocol("gamesessions.v1", $"access_token.{table.Blue.AccessToken}").ConnectAndLeaveAsync();
        own.Log.ShouldNotContain(begun.Token);
        own.Log.ShouldNotContain(resumed.Token);
        own.Log.ShouldNotContain(table.Blue.AccessToken);
    }

    /// <summary>The same claims with another expiry, signed with the server's key.</summary>
    private static string Dated(string token, DateTimeOffset expiry)
    {
        var parts = token.Split('.');
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
        claims["exp"] = expiry.ToUnixTimeSeconds();
        claims["iat"] = expiry.AddMinutes(-30).ToUnixTimeSeconds();
        var signed = $"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(ScenarioServer.SecretKey), Encoding.UTF8.GetBytes(signed)))}";
    }
}
