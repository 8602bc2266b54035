using Gw2Optimizer.Server.Accounts.SignIns;

namespace Gw2Optimizer.Server.Tests.Accounts;

public abstract class GuestTests(TestServer server)
{
    [Fact]
    public async Task A_guest_is_somebody_without_a_name()
    {
        var guest = await server.SendAsync("POST", "/api/v1/auth/guest");
        guest.Status.ShouldBe(201);
        var me = await server.GetAsync("/api/v1/users/me", guest.Text("access_token"));
        me.Json.GetProperty("is_guest").GetBoolean().ShouldBeTrue();
        me.Json.GetProperty("email").GetString().ShouldBeNull();
    }

    [Fact]
    public async Task A_guest_that_registers_keeps_its_id_and_its_tokens()
    {
        var guest = (await server.SendAsync("POST", "/api/v1/auth/guest")).Text("access_token");
        var id = (await server.GetAsync("/api/v1/auth/me", guest)).Text("id");
        var registered = await server.RegisterAsync(server.FreshName(), token: guest);
        (registered.Status, registered.Text("id")).ShouldBe((201, id));
        (await server.GetAsync("/api/v1/auth/me", guest)).Json.GetProperty("is_guest").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_full_user_that_registers_makes_another_account()
    {
        var user = await server.SignUpAsync();
        var id = (await server.GetAsync("/api/v1/auth/me", user.Access)).Text("id");
        var other = await server.RegisterAsync(server.FreshName(), token: user.Access);
        other.Status.ShouldBe(201);
        other.Text("id").ShouldNotBe(id);
    }

    [Fact]
    public async Task Registering_with_a_dead_token_is_told()
    {
        (await server.RegisterAsync(server.FreshName(), token: "rubbish")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_guest_unused_for_a_week_is_removed_and_a_user_is_not()
    {
        await using var own = await server.StartAnotherAsync(("REFRESH_TOKEN_EXPIRE_DAYS", "30"), ("ACCESS_TOKEN_EXPIRE_MINUTES", "1440"));
        var forgotten = await own.SendAsync("POST", "/api/v1/auth/guest");
        var user = await own.SignUpAsync();
        own.Time.Advance(TimeSpan.FromDays(6));
        var used = await own.SendAsync("POST", "/api/v1/auth/guest");
        own.Time.Advance(TimeSpan.FromDays(1.5));
        await own.Service<AccountSweep>().SweepAsync();

        (await RefreshAsync(own, forgotten)).Status.ShouldBe(401);
        (await RefreshAsync(own, used)).Status.ShouldBe(200);
        (await own.LoginAsync(user.Name)).Status.ShouldBe(200);
    }

    private static Task<Answer> RefreshAsync(TestServer server, Answer signIn) =>
        server.PostAsync("/api/v1/auth/refresh", $$"""{"refresh_token":"{{signIn.Text("refresh_token")}}"}""");
}

public sealed class GuestOnSqliteTests(TestServer server) : GuestTests(server), IClassFixture<TestServer>;

public sealed class GuestOnPostgreSqlTests(PostgreSqlTestServer server) : GuestTests(server.OrSkip()), IClassFixture<PostgreSqlTestServer>;
