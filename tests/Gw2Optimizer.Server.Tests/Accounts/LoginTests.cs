using System.Text.Json.Nodes;

namespace Gw2Optimizer.Server.Tests.Accounts;

public abstract class LoginTests(TestServer server)
{
    [Fact]
    public async Task Email_and_name_sign_in_in_any_case()
    {
        var name = server.FreshName();
        await server.RegisterAsync(name);
        foreach (var typed in (string[])[name, name.ToUpperInvariant(), $"{name}@example.com", $"{name}@EXAMPLE.COM".ToUpperInvariant()])
        {
            (await server.LoginAsync(typed)).Status.ShouldBe(200, typed);
        }
    }

    [Fact]
    public async Task A_login_gives_both_tokens_and_their_kind_and_life()
    {
        var user = await server.SignUpAsync();
        var answer = await server.LoginAsync(user.Name);
        answer.Json.EnumerateObject().Select(property => property.Name).ShouldBe(["access_token", "refresh_token", "expires_in", "token_type"], ignoreOrder: true);
        answer.Text("token_type").ShouldBe("bearer");
        answer.Json.GetProperty("expires_in").GetInt32().ShouldBe(1800);
    }

    [Fact]
    public async Task Token_is_another_word_for_login()
    {
        var user = await server.SignUpAsync();
        var form = new FormUrlEncodedContent([new("username", user.Name), new("password", TestServer.Password)]);
        (await server.SendAsync("POST", "/api/v1/auth/token", form)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Five_wrong_passwords_by_name_or_email_lock_and_time_unlocks()
    {
        var user = await server.SignUpAsync();
        for (var i = 0; i < 5; i++)
        {
            (await server.LoginAsync(i % 2 == 0 ? user.Name : $"{user.Name}@example.com", "Wrong123!")).Status.ShouldBe(401);
        }

        (await server.LoginAsync(user.Name)).Status.ShouldBe(401);
        server.Time.Advance(TimeSpan.FromSeconds(840));
        (await server.LoginAsync(user.Name)).Status.ShouldBe(401);
        server.Time.Advance(TimeSpan.FromSeconds(60));
        (await server.LoginAsync(user.Name)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Four_wrong_passwords_and_a_right_one_start_the_count_anew()
    {
        var user = await server.SignUpAsync();
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 4; i++)
            {
                await server.LoginAsync(user.Name, "Wrong123!");
            }

            (await server.LoginAsync(user.Name)).Status.ShouldBe(200);
        }
    }

    [Fact]
    public async Task Guesses_at_once_do_not_pass_the_lock()
    {
        var user = await server.SignUpAsync();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => server.LoginAsync(user.Name, "Wrong123!")));
        (await server.LoginAsync(user.Name)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Unknown_wrong_and_locked_answer_alike()
    {
        var user = await server.SignUpAsync();
        var answers = new List<Answer> { await server.LoginAsync("nobody_at_all") };
        for (var i = 0; i < 6; i++)
        {
            answers.Add(await server.LoginAsync(user.Name, "Wrong123!"));
        }

        answers.Add(await server.LoginAsync(user.Name));
        answers.Select(WithoutCorrelation).Distinct().ShouldHaveSingleItem().ShouldContain("INVALID_CREDENTIALS");
        answers.ShouldAllBe(answer => answer.Status == 401 && answer.Header("WWW-Authenticate") == "Bearer");
    }

    [Fact]
    public async Task A_login_needs_a_form_with_both_fields()
    {
        (await server.PostAsync("/api/v1/auth/login", "{}")).Status.ShouldBe(415);
        var answer = await server.SendAsync("POST", "/api/v1/auth/login", new FormUrlEncodedContent([new("username", "x")]));
        answer.Status.ShouldBe(422);
        answer.Field("password").ShouldNotBeEmpty();
        (await server.LoginAsync("nul\0", "x")).Status.ShouldBe(422);
    }

    [Fact]
    public async Task A_wrong_current_password_counts_for_the_lock()
    {
        var user = await server.SignUpAsync();
        for (var i = 0; i < 5; i++)
        {
            var answer = await server.PostAsync("/api/v1/auth/change-password", """{"current_password":"Wrong123!","new_password":"Better123!"}""", user.Access);
            (answer.Status, answer.Code).ShouldBe((401, "INVALID_CREDENTIALS"));
        }

        (await server.LoginAsync(user.Name)).Status.ShouldBe(401);
    }

    private static string WithoutCorrelation(Answer answer)
    {
        var body = JsonNode.Parse(answer.Body)!.AsObject();
        body.Remove("correlation_id");
        return body.ToJsonString();
    }
}

public sealed class LoginOnSqliteTests(TestServer server) : LoginTests(server), IClassFixture<TestServer>;

public sealed class LoginOnPostgreSqlTests(PostgreSqlTestServer server) : LoginTests(server.OrSkip()), IClassFixture<PostgreSqlTestServer>;
