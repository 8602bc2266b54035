namespace Gw2Optimizer.Server.Tests.Advice;

public abstract class BudgetTests(TestServer shared)
{
    [Fact]
    public async Task A_days_tokens_are_counted_for_all_nodes_over_restarts_and_until_midnight()
    {
        await using var provider = await FakeProvider.StartAsync();
        (string, string)[] variables = [("MISTRAL_API_KEY", FakeProvider.Key), ("MISTRAL_BASE_URL", provider.Url), ("AI_DAILY_TOKEN_BUDGET", "150")];
        await using var server = await shared.StartAnotherAsync(variables);
        var user = await server.SignUpAsync();

        // 100 tokens a call: the budget is looked at before a call, so the second still goes out.
        (await server.ComposeAsync(user.Access)).Source().ShouldBe("solver+model");
        (await server.ComposeAsync(user.Access)).Source().ShouldBe("solver+model");
        (await server.ComposeAsync(user.Access)).Reason().ShouldBe("budget");
        var budget = (await server.GetAsync("/api/v1/ai/status", user.Access)).Json.GetProperty("budget");
        (budget.GetProperty("used").GetInt64(), budget.GetProperty("left").GetInt64()).ShouldBe((200, 0));

        await using (var beside = await server.StartBesideAsync(variables))
        {
            (await beside.ComposeAsync(user.Access)).Reason().ShouldBe("budget");
        }

        provider.Requests.Count.ShouldBe(2);
        server.Time.Advance(TimeSpan.FromDays(1));
        (await server.ComposeAsync((await server.LoginAsync(user.Name)).Text("access_token"))).Source().ShouldBe("solver+model");
    }
}

public sealed class BudgetOnSqliteTests(TestServer server) : BudgetTests(server), IClassFixture<TestServer>;

public sealed class BudgetOnPostgreSqlTests(PostgreSqlTestServer server) : BudgetTests(server.OrSkip()), IClassFixture<PostgreSqlTestServer>;
