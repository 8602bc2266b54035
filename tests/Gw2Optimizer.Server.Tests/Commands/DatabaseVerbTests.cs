namespace Gw2Optimizer.Server.Tests.Commands;

/// <summary>The verbs that work on a database; it is empty at first.</summary>
public abstract class DatabaseVerbTests : IAsyncLifetime
{
    private Verbs verbs = null!;
    private string url = "";

    public async ValueTask InitializeAsync()
    {
        url = await NewDatabaseAsync();
        verbs = new Verbs(("DATABASE_URL", url));
    }

    public ValueTask DisposeAsync()
    {
        verbs?.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Seed_prints_an_id_and_a_token_that_works_and_reuses_its_users()
    {
        var first = await SeedAsync(3);
        var second = await SeedAsync(70);
        first.Select(line => line[0]).ShouldBe(second.Take(3).Select(line => line[0]));

        await using var server = await StartAsync();
        foreach (var line in first.Concat(second))
        {
            (await server.GetAsync("/api/v1/auth/me", line[1])).Text("id").ShouldBe(line[0]);
        }

        (await server.GetAsync("/api/v1/auth/me", second[3][1])).Text("username").ShouldBe("seed4");
    }

    [Fact]
    public async Task The_first_superuser_is_made_with_a_password_from_the_environment()
    {
        string[] verb = ["create-admin", "--email", "root@example.com", "--username", "root"];
        (await verbs.RunAsync(verb, ("ADMIN_PASSWORD", "weak"))).Code.ShouldBe(2);
        (await verbs.RunAsync(verb, ("ADMIN_PASSWORD", TestServer.Password))).Code.ShouldBe(0);
        (await verbs.RunAsync(verb, ("ADMIN_PASSWORD", TestServer.Password))).Errors.ShouldContain("e-mail");

        await using var server = await StartAsync();
        var login = await server.LoginAsync("root");
        (await server.GetAsync("/api/v1/auth/me", login.Text("access_token"))).Json.GetProperty("is_superuser").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_superuser_bans_and_others_may_not()
    {
        await using var server = await StartAsync();
        var admin = await server.AdminAsync();
        var user = await server.SignUpAsync();
        var path = $"/api/v1/admin/users/{(await server.GetAsync("/api/v1/auth/me", user.Access)).Text("id")}/ban";

        (await server.SendAsync("POST", path)).Status.ShouldBe(401);
        (await server.SendAsync("POST", path, token: user.Access)).Status.ShouldBe(403);
        (await server.SendAsync("POST", "/api/v1/admin/users/nobody/ban", token: admin)).Status.ShouldBe(404);
        (await server.SendAsync("POST", path, token: admin)).Status.ShouldBe(204);
        (await server.GetAsync("/api/v1/auth/me", user.Access)).Status.ShouldBe(401);
        (await server.LoginAsync(user.Name)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Migrate_may_run_twice_and_check_db_says_that_all_is_well()
    {
        for (var i = 0; i < 2; i++)
        {
            var (code, output, errors) = await verbs.RunAsync(["migrate"]);
            (code, errors).ShouldBe((0, ""));
            output.ShouldStartWith("Migrated: ");
        }

        (await verbs.RunAsync(["check-db"])).Output.ShouldContain("DB OK: 1");
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("create-admin", "--email", "root@example.com", "--username", "root")]
    public async Task Production_does_not_work_on_an_old_schema_and_names_the_verb(params string[] verb)
    {
        var (code, _, errors) = await verbs.RunAsync(verb, [.. Verbs.Production, ("ADMIN_PASSWORD", TestServer.Password)]);
        code.ShouldBe(1);
        errors.ShouldContain("'migrate'");

        (await verbs.RunAsync(["migrate"], [.. Verbs.Production])).Code.ShouldBe(0);
        await using var server = await TestServer.StartAsync([.. Verbs.Production, ("BIND", "127.0.0.1"), ("DATABASE_URL", url)]);
        (await server.GetAsync("/health/ready")).Status.ShouldBe(200);
    }

    /// <returns>Its URL. Skips the test where there can be none.</returns>
    private protected abstract Task<string> NewDatabaseAsync();

    private Task<TestServer> StartAsync() => TestServer.StartAsync(("DATA_DIR", verbs.Folder), ("DATABASE_URL", url));

    private async Task<List<string[]>> SeedAsync(int users)
    {
        var (code, output, errors) = await verbs.RunAsync(["seed", "--users", $"{users}"]);
        code.ShouldBe(0, errors);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))];
    }
}

public sealed class DatabaseVerbsOnSqliteTests : DatabaseVerbTests, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gw2optimizer-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private protected override Task<string> NewDatabaseAsync() => Task.FromResult($"sqlite:///{folder}/verbs.db");
}

public sealed class DatabaseVerbsOnPostgreSqlTests(SharedPostgreSql postgreSql) : DatabaseVerbTests
{
    private protected override Task<string> NewDatabaseAsync()
    {
        SharedPostgreSql.SkipIfMissing();
        return postgreSql.NewDatabaseAsync();
    }
}
