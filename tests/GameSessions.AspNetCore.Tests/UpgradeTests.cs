using System.Net;
using System.Net.WebSockets;
using GameSessions.Games;
using GameSessions.Hosting.Sessions;

namespace GameSessions.AspNetCore.Tests;

public sealed class UpgradeTests : IAsyncLifetime
{
    private Served served = null!;

    public async ValueTask InitializeAsync() => served = await Served.StartAsync();

    public ValueTask DisposeAsync() => served.DisposeAsync();

    private async Task<UpgradeRequest> UpgradeAsync(string pathAndQuery, Action<ClientWebSocketOptions>? configure = null)
    {
        using var socket = await served.OpenAsync(pathAndQuery, configure);
        return await served.NextUpgradeAsync();
    }

    private Task<ClientWebSocket> OpenAsync(string accessToken) =>
        served.OpenAsync("/ws/game", options => options.SetRequestHeader("Authorization", $"Bearer {accessToken}"));

    [Fact]
    public async Task Everything_that_was_asked_for_is_handed_on_as_it_came() =>
        (await UpgradeAsync("/ws/game?gameId=g%201&from=-3&epoch=e&resume=r"))
            .ShouldBe(new UpgradeRequest(Channel.Game, "r", null, "g 1", "-3", "e", "127.0.0.1"));

    [Theory]
    [InlineData("/ws/game", Channel.Game)]
    [InlineData("/ws/notifications", Channel.Notifications)]
    [InlineData("/ws/matchmaking", Channel.Matchmaking)]
    [InlineData("/ws/chess", null)]
    [InlineData("/ws/game/more", null)]
    [InlineData("/ws", null)]
    public async Task Each_path_is_a_channel_or_none(string path, Channel? channel) => (await UpgradeAsync(path)).Channel.ShouldBe(channel);

    [Fact]
    public async Task The_header_comes_before_the_entry_and_the_entry_before_the_cookie()
    {
        void Cookie(ClientWebSocketOptions options)
        {
            options.SetRequestHeader("Cookie", "access_token=by-cookie");
            options.SetRequestHeader("Origin", "https://good.example");
        }

        void Entry(ClientWebSocketOptions options)
        {
            Cookie(options);
            options.AddSubProtocol("gamesessions.v1");
            options.AddSubProtocol("access_token.by-entry");
        }

        void Header(ClientWebSocketOptions options)
        {
            Entry(options);
            options.SetRequestHeader("Authorization", "bearer by-header");
        }

        (await UpgradeAsync("/ws/game", Cookie)).Player.ShouldBe(new PlayerId("by-cookie"));
        (await UpgradeAsync("/ws/game", Entry)).Player.ShouldBe(new PlayerId("by-entry"));
        (await UpgradeAsync("/ws/game", Header)).Player.ShouldBe(new PlayerId("by-header"));
    }

    [Fact]
    public async Task A_bad_token_that_comes_first_is_not_made_good_by_a_later_one()
    {
        var upgrade = await UpgradeAsync("/ws/game", options =>
        {
            options.SetRequestHeader("Authorization", "Bearer bad");
            options.SetRequestHeader("Cookie", "access_token=by-cookie");
            options.SetRequestHeader("Origin", "https://good.example");
        });
        upgrade.Player.ShouldBeNull();
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData(null)]
    public async Task A_cookie_counts_only_from_an_allowed_origin(string? origin)
    {
        var upgrade = await UpgradeAsync("/ws/game", options =>
        {
            options.SetRequestHeader("Cookie", "access_token=by-cookie");
            options.SetRequestHeader("Origin", origin);
        });
        upgrade.Player.ShouldBeNull();
        served.Authentications.ShouldBe(0);
    }

    [Fact]
    public async Task A_resume_token_comes_in_the_query_or_as_an_entry_and_decides_alone()
    {
        var upgrade = await UpgradeAsync("/ws/game", options =>
        {
            options.AddSubProtocol("gamesessions.v1");
            options.AddSubProtocol("resume.token");
            options.SetRequestHeader("Authorization", "Bearer me");
        });
        upgrade.ShouldBe(new UpgradeRequest(Channel.Game, "token", ClientAddress: "127.0.0.1"));
        served.Authentications.ShouldBe(0);
        (await UpgradeAsync("/ws/game?resume=")).ResumeToken.ShouldBe("");
    }

    [Fact]
    public async Task The_protocol_is_chosen_and_no_token_is_echoed()
    {
        using var both = await served.OpenAsync("/ws/game", options =>
        {
            options.AddSubProtocol("access_token.me");
            options.AddSubProtocol("gamesessions.v1");
        });
        both.SubProtocol.ShouldBe("gamesessions.v1");

        using var tokenOnly = await served.OpenAsync("/ws/game", options => options.AddSubProtocol("access_token.me"));
        tokenOnly.SubProtocol.ShouldBeNull();
    }

    [Fact]
    public async Task A_plain_request_is_told_to_upgrade()
    {
        using var http = new HttpClient { BaseAddress = served.Address };
        using var answer = await http.GetAsync(new Uri("/ws/game?gameId=g", UriKind.Relative), TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.UpgradeRequired);
        answer.Headers.Upgrade.ShouldHaveSingleItem().Name.ShouldBe("websocket");
        answer.Headers.Connection.ShouldBe(["Upgrade"]);

        using var again = await http.GetAsync(new Uri("/ws", UriKind.Relative), TestContext.Current.CancellationToken);
        again.StatusCode.ShouldBe(HttpStatusCode.UpgradeRequired);
        using var post = await http.PostAsync(new Uri("/ws/game", UriKind.Relative), content: null, TestContext.Current.CancellationToken);
        post.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task While_accounts_are_out_of_reach_a_client_is_asked_to_try_again()
    {
        using var socket = await OpenAsync("storage-away");
        (await socket.ReadCloseAsync()).ShouldBe((1013, "Storage is out of reach; try again"));
    }

    [Fact]
    public async Task A_failure_of_ours_says_so_and_is_logged_once()
    {
        using var socket = await OpenAsync("broken");
        (await socket.ReadCloseAsync()).ShouldBe((1011, "Internal error"));
        served.Log.Count(line => line.Contains("A socket on game failed.", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task No_token_reaches_a_log_at_any_level()
    {
        await UpgradeAsync("/ws/game?resume=secret-r");
        await UpgradeAsync("/ws/game", options =>
        {
            options.AddSubProtocol("gamesessions.v1");
            options.AddSubProtocol("access_token.secret-e");
            options.SetRequestHeader("Authorization", "Bearer secret-h");
            options.SetRequestHeader("Cookie", "access_token=secret-c");
        });
        await served.DisposeAsync();
        served.Log.ShouldNotBeEmpty();
        served.Log.ShouldAllBe(line => !line.Contains("secret-", StringComparison.Ordinal));
    }
}
