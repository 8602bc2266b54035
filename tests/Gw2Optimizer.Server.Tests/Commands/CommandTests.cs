using Gw2Optimizer.Server.Commands;

namespace Gw2Optimizer.Server.Tests.Commands;

public sealed class CommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gw2optimizer-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Help_lists_the_verbs()
    {
        var (code, output, _) = await RunAsync(["--help"]);
        code.ShouldBe(0);
        output.ShouldContain("serve");
        output.ShouldContain("seed");
    }

    [Fact]
    public async Task Seed_prints_an_id_and_a_token_that_works_and_reuses_its_users()
    {
        var first = await SeedAsync(3);
        var second = await SeedAsync(4);
        first.Select(line => line[0]).ShouldBe(second.Take(3).Select(line => line[0]));

        await using var server = await TestServer.StartAsync(("DATA_DIR", folder));
        foreach (var line in first.Concat(second))
        {
            (await server.GetAsync("/api/v1/auth/me", line[1])).Text("id").ShouldBe(line[0]);
        }

        (await server.GetAsync("/api/v1/auth/me", second[3][1])).Text("username").ShouldBe("seed4");
    }

    [Fact]
    public async Task Seed_is_refused_in_production()
    {
        var (code, output, errors) = await RunAsync(["seed", "--users", "1"], [.. Production()]);
        (code, output).ShouldBe((2, ""));
        errors.ShouldContain("refused in production");
    }

    [Theory]
    [InlineData("SECRET_KEY")]
    [InlineData("DATABASE_URL")]
    [InlineData("REDIS_URL")]
    public async Task Production_does_not_start_without_what_it_requires(string missing)
    {
        var (code, _, errors) = await RunAsync(["serve"], [.. Production().Where(one => one.Name != missing)]);
        code.ShouldBe(2);
        errors.ShouldContain($"{missing} is required in production.");
    }

    [Theory]
    [InlineData("SECRET_KEY", "your-secret-key-change-me-please-0000")]
    [InlineData("SECRET_KEY", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("SECRET_KEY", "kP3v9Xq2LmZ8tRw5")]
    [InlineData("OLD_SECRET_KEYS", "kP3v9Xq2LmZ8tRw5")]
    [InlineData("CORS_ORIGINS", "*")]
    [InlineData("ENVIRONMENT", "live")]
    [InlineData("PORT", "eighty")]
    [InlineData("LOG_FORMAT", "xml")]
    [InlineData("TRUSTED_PROXIES", "everybody")]
    [InlineData("DATABASE_URL", "postgres://user:hidden@db")]
    [InlineData("DATABASE_URL", "postgres://user:hid/den@db/gw2")]
    [InlineData("DATABASE_URL", "postgresql://user:hidden@db/gw2?sslmode=maybe")]
    [InlineData("DATABASE_URL", "postgresql+asyncpg://user:hidden@db/gw2?password=hidden")]
    [InlineData("DATABASE_URL", "postgres://db/hidden")]
    [InlineData("REDIS_URL", "hidden@redis:6379")]
    [InlineData("REDIS_URL", "redis://hidden@redis:6379")]
    [InlineData("SESSION_REDIS_URL", "redis://:hidden@redis/first")]
    [InlineData("SESSION_REDIS_NAMESPACE", "g s r")]
    [InlineData("SESSION_REDIS_READTHROUGH_ENABLED", "yes")]
    [InlineData("SESSION_REDIS_READTHROUGH_PERCENT", "101")]
    [InlineData("DATABASE_URL", "mysql://user:hidden@db/gw2")]
    public async Task A_value_that_cannot_be_meant_stops_the_start_and_is_named(string name, string value)
    {
        var (code, _, errors) = await RunAsync(["serve"], [.. Production().Where(one => one.Name != name), (name, value)]);
        code.ShouldBe(2);
        errors.ShouldContain(name);
        errors.ShouldNotContain("hidden");
    }

    [Fact]
    public async Task A_named_variable_file_that_is_missing_stops_the_start()
    {
        var (code, _, errors) = await RunAsync(["serve"], ("ENV_FILE", Path.Combine(folder, "none")));
        code.ShouldBe(2);
        errors.ShouldContain("ENV_FILE");
    }

    [Fact]
    public async Task The_variable_file_loses_against_the_environment()
    {
        var file = Path.Combine(folder, "variables");
        await File.WriteAllLinesAsync(file, ["# comment", "export ENVIRONMENT=production", "LOG_FORMAT=\"xml\"", "PORT=eighty # a word"], TestContext.Current.CancellationToken);
        var (code, _, errors) = await RunAsync(["serve"], ("ENV_FILE", file), ("PORT", "0"));
        code.ShouldBe(2);
        errors.ShouldContain("SECRET_KEY is required in production.");
        errors.ShouldContain("LOG_FORMAT");
        errors.ShouldNotContain("PORT must");
    }

    [Fact]
    public async Task The_first_superuser_is_made_with_a_password_from_the_environment()
    {
        string[] verb = ["create-admin", "--email", "root@example.com", "--username", "root"];
        (await RunAsync(verb, ("ADMIN_PASSWORD", "weak"))).Code.ShouldBe(2);
        (await RunAsync(verb, ("ADMIN_PASSWORD", TestServer.Password))).Code.ShouldBe(0);
        (await RunAsync(verb, ("ADMIN_PASSWORD", TestServer.Password))).Errors.ShouldContain("e-mail");

        await using var server = await TestServer.StartAsync(("DATA_DIR", folder));
        var login = await server.LoginAsync("root");
        (await server.GetAsync("/api/v1/auth/me", login.Text("access_token"))).Json.GetProperty("is_superuser").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_superuser_bans_and_others_may_not()
    {
        await RunAsync(["create-admin", "--email", "root@example.com", "--username", "root"], ("ADMIN_PASSWORD", TestServer.Password));
        await using var server = await TestServer.StartAsync(("DATA_DIR", folder));
        var admin = (await server.LoginAsync("root")).Text("access_token");
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
    public async Task Migrate_and_check_db_say_that_all_is_well()
    {
        (await RunAsync(["migrate"])).Code.ShouldBe(0);
        (await RunAsync(["check-db"])).Output.ShouldContain("DB OK: 1");
    }

    [Fact]
    public async Task A_key_is_drawn_once_for_its_owner_only()
    {
        await SeedAsync(1);
        var path = Path.Combine(folder, "secret.key");
        var key = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        key.Trim().Length.ShouldBeGreaterThanOrEqualTo(32);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        await SeedAsync(1);
        (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ShouldBe(key);
    }

    private (string Name, string Value)[] Production() =>
    [
        ("ENVIRONMENT", "PRODUCTION"),
        ("SECRET_KEY", "kP3v9Xq2LmZ8tRw5YnB7cJd4FhG6sAeU"),
        ("DATABASE_URL", $"sqlite:///{folder}/production.db"),
        ("REDIS_URL", "redis://localhost:6379"),
    ];

    private async Task<List<string[]>> SeedAsync(int users)
    {
        var (code, output, errors) = await RunAsync(["seed", "--users", $"{users}"]);
        code.ShouldBe(0, errors);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))];
    }

    private async Task<(int Code, string Output, string Errors)> RunAsync(string[] args, params (string Name, string Value)[] variables)
    {
        var environment = variables.Prepend(("DATA_DIR", folder)).ToDictionary(one => one.Item1, one => one.Item2);
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var code = await ServerCommands.RunAsync(args, new CommandContext(environment, TextReader.Null, output, errors));
        return (code, output.ToString(), errors.ToString());
    }
}
