using Gw2Optimizer.Server.Accounts.Passwords;
using Gw2Optimizer.Server.Tests.Games;

namespace Gw2Optimizer.Server.Tests.Accounts;

/// <summary>Two nodes on one PostgreSQL: what one decides holds for the other.</summary>
public sealed class TwoNodeTests(SharedPostgreSql postgreSql) : IAsyncLifetime
{
    private const string Key = "kP3v9Xq2LmZ8tRw5YnB7cJd4FhG6sAeU";

    private TestServer a = null!;
    private TestServer b = null!;

    public async ValueTask InitializeAsync()
    {
        SharedPostgreSql.SkipIfMissing();
        (string, string)[] variables = [("DATABASE_URL", await postgreSql.NewDatabaseAsync()), ("SECRET_KEY", Key)];

        // At once, so that both find the schema missing.
        var nodes = await Task.WhenAll(TestServer.StartAsync(variables), TestServer.StartAsync(variables));
        (a, b) = (nodes[0], nodes[1]);
    }

    public async ValueTask DisposeAsync()
    {
        await (a?.DisposeAsync() ?? default);
        await (b?.DisposeAsync() ?? default);
    }

    [Fact]
    public async Task Who_registers_on_one_signs_in_on_the_other_and_out_on_both()
    {
        var name = a.FreshName();
        (await a.RegisterAsync(name)).Status.ShouldBe(201);
        var login = await b.LoginAsync(name);
        var token = login.Text("access_token");
        (await a.GetAsync("/api/v1/auth/me", token)).Text("username").ShouldBe(name);
        (await b.GetAsync("/api/v1/auth/me", token)).Status.ShouldBe(200);

        (await a.SendAsync("POST", "/api/v1/auth/logout", token: token)).Status.ShouldBe(204);
        (await a.GetAsync("/api/v1/auth/me", token)).Status.ShouldBe(401);
        await ShouldBeRefusedSoonAsync(b, token);
        (await RefreshAsync(b, login.Text("refresh_token"))).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Who_is_banned_on_one_is_refused_by_the_other()
    {
        var user = await b.SignUpAsync();
        var me = await b.GetAsync("/api/v1/auth/me", user.Access);
        (await a.SendAsync("POST", $"/api/v1/admin/users/{me.Text("id")}/ban", token: await a.AdminAsync())).Status.ShouldBe(204);
        (await b.LoginAsync(user.Name)).Status.ShouldBe(401);
        await ShouldBeRefusedSoonAsync(b, user.Access);
    }

    [Theory]
    [InlineData("/api/v1/auth/logout", """{"everywhere":true}""")]
    [InlineData("/api/v1/auth/change-password", """{"current_password":"Test123!","new_password":"Better123!"}""")]
    public async Task Who_loses_every_sign_in_on_one_loses_the_sockets_on_the_other(string path, string body)
    {
        var user = await a.SignUpAsync();
        await using var socket = await GameSocket.OpenAsync(b, "/ws/notifications", user.Access);
        await socket.WaitAsync("GAME_REPLAY_END");
        (await a.PostAsync(path, body, user.Access)).Status.ShouldBe(204);
        var end = await socket.EndAsync(TimeSpan.FromSeconds(5));
        (end.Code, end.Reason).ShouldBe((1008, "Unauthorized"));
    }

    [Fact]
    public async Task Nobody_who_signs_in_while_being_banned_stays_signed_in()
    {
        var admin = await a.AdminAsync();
        for (var round = 0; round < 3; round++)
        {
            var user = await b.SignUpAsync();
            var id = (await b.GetAsync("/api/v1/auth/me", user.Access)).Text("id");
            var signIns = Enumerable.Range(0, 4).Select(_ => b.LoginAsync(user.Name)).ToList();
            (await a.SendAsync("POST", $"/api/v1/admin/users/{id}/ban", token: admin)).Status.ShouldBe(204);
            foreach (var login in (await Task.WhenAll(signIns)).Where(login => login.Status == 200))
            {
                (await RefreshAsync(b, login.Text("refresh_token"))).Status.ShouldBe(401);
            }
        }
    }

    [Fact]
    public async Task Of_many_registrations_of_one_email_at_once_one_wins()
    {
        var answers = await OnBothAsync(20, (node, i) => node.RegisterAsync(node.FreshName(), "Same@example.com"));
        answers.Count(answer => answer.Status == 201).ShouldBe(1);
        answers.Where(answer => answer.Status != 201).ShouldAllBe(answer => answer.Status == 409 && answer.Code == "USER_EMAIL_EXISTS");
    }

    [Fact]
    public async Task Of_many_registrations_of_one_name_at_once_one_wins()
    {
        var answers = await OnBothAsync(20, (node, i) => node.RegisterAsync("same_name", $"{i}@example.com"));
        answers.Count(answer => answer.Status == 201).ShouldBe(1);
        answers.Where(answer => answer.Status != 201).ShouldAllBe(answer => answer.Status == 409 && answer.Code == "USER_USERNAME_EXISTS");
    }

    [Fact]
    public async Task A_guest_is_upgraded_once_and_the_others_become_accounts_of_their_own()
    {
        var guest = (await a.SendAsync("POST", "/api/v1/auth/guest")).Text("access_token");
        var id = (await a.GetAsync("/api/v1/auth/me", guest)).Text("id");
        var answers = await OnBothAsync(8, (node, _) => node.RegisterAsync(node.FreshName(), token: guest));
        answers.ShouldAllBe(answer => answer.Status == 201);
        answers.Select(answer => answer.Text("id")).Distinct().Count().ShouldBe(8);
        var upgraded = answers.Single(answer => answer.Text("id") == id);
        (await b.LoginAsync(upgraded.Text("username"))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Wrong_passwords_on_both_count_together()
    {
        var user = await a.SignUpAsync();
        await OnBothAsync(Credentials.WrongPasswordsMax, (node, _) => node.LoginAsync(user.Name, "Wrong123!"));
        (await a.LoginAsync(user.Name)).Status.ShouldBe(401);
        (await b.LoginAsync(user.Name)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Of_parallel_uses_of_one_refresh_token_one_wins_and_the_sign_in_ends()
    {
        var user = await a.SignUpAsync();
        var answers = await OnBothAsync(8, (node, _) => RefreshAsync(node, user.Refresh));
        var won = answers.Where(answer => answer.Status == 200).ToList();
        won.Count.ShouldBe(1);
        (await RefreshAsync(a, won[0].Text("refresh_token"))).Status.ShouldBe(401);
        await ShouldBeRefusedSoonAsync(a, won[0].Text("access_token"));
        await ShouldBeRefusedSoonAsync(b, won[0].Text("access_token"));
    }

    /// <summary>Calls of one and the other in turn, all at once.</summary>
    private async Task<Answer[]> OnBothAsync(int calls, Func<TestServer, int, Task<Answer>> call) =>
        await Task.WhenAll(Enumerable.Range(0, calls).Select(i => call(i % 2 == 0 ? a : b, i)));

    private static Task<Answer> RefreshAsync(TestServer node, string token) => node.PostAsync("/api/v1/auth/refresh", $$"""{"refresh_token":"{{token}}"}""");

    private static async Task ShouldBeRefusedSoonAsync(TestServer node, string token)
    {
        var answer = await node.GetAsync("/api/v1/auth/me", token);
        for (var left = 49; answer.Status == 200 && left > 0; left--)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            answer = await node.GetAsync("/api/v1/auth/me", token);
        }

        answer.Status.ShouldBe(401);
    }
}
