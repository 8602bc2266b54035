namespace Gw2Optimizer.Server.Tests.Commands;

public sealed class CommandTests : IDisposable
{
    private readonly Verbs verbs = new();

    public void Dispose() => verbs.Dispose();

    [Fact]
    public async Task Help_lists_the_verbs()
    {
        var (code, output, _) = await verbs.RunAsync(["--help"]);
        code.ShouldBe(0);
        output.ShouldContain("serve");
        output.ShouldContain("seed");
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("migrate")]
    [InlineData("check-db")]
    [InlineData("check-redis")]
    [InlineData("create-admin", "--email", "--username", "ADMIN_PASSWORD")]
    [InlineData("seed", "--users")]
    public async Task Each_verb_tells_what_it_does_and_takes(string verb, params string[] words)
    {
        var (code, output, errors) = await verbs.RunAsync([verb, "--help"]);
        (code, errors).ShouldBe((0, ""));
        foreach (var word in words.Prepend(verb))
        {
            output.ShouldContain(word);
        }
    }

    [Theory]
    [InlineData("unheard-of")]
    [InlineData("serve", "--unheard-of")]
    [InlineData("create-admin")]
    public async Task What_is_not_understood_is_told(params string[] arguments)
    {
        var (code, _, errors) = await verbs.RunAsync(arguments);
        code.ShouldBe(2);
        errors.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Seed_is_refused_in_production()
    {
        var (code, output, errors) = await verbs.RunAsync(["seed", "--users", "1"], [.. Production()]);
        (code, output).ShouldBe((2, ""));
        errors.ShouldContain("refused in production");
    }

    [Theory]
    [InlineData("SECRET_KEY")]
    [InlineData("DATABASE_URL")]
    [InlineData("REDIS_URL")]
    public async Task Production_does_not_start_without_what_it_requires(string missing)
    {
        var (code, _, errors) = await verbs.RunAsync(["serve"], [.. Production().Where(one => one.Name != missing)]);
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
    [InlineData("SENTRY_DSN", "https://hidden.example/5")]
    [InlineData("SECRET_KEY_MADE_ON", "16.11.2025")]
    [InlineData("DATABASE_URL", "mysql://user:hidden@db/gw2")]
    public async Task A_value_that_cannot_be_meant_stops_the_start_and_is_named(string name, string value)
    {
        var (code, _, errors) = await verbs.RunAsync(["serve"], [.. Production().Where(one => one.Name != name), (name, value)]);
        code.ShouldBe(2);
        errors.ShouldContain(name);
        errors.ShouldNotContain("hidden");
    }

    [Fact]
    public async Task A_named_variable_file_that_is_missing_stops_the_start()
    {
        var (code, _, errors) = await verbs.RunAsync(["serve"], ("ENV_FILE", Path.Combine(verbs.Folder, "none")));
        code.ShouldBe(2);
        errors.ShouldContain("ENV_FILE");
    }

    [Fact]
    public async Task The_variable_file_loses_against_the_environment()
    {
        var file = Path.Combine(verbs.Folder, "variables");
        await File.WriteAllLinesAsync(file, ["# comment", "export ENVIRONMENT=production", "LOG_FORMAT=\"xml\"", "PORT=eighty # a word"], TestContext.Current.CancellationToken);
        var (code, _, errors) = await verbs.RunAsync(["serve"], ("ENV_FILE", file), ("PORT", "0"));
        code.ShouldBe(2);
        errors.ShouldContain("SECRET_KEY is required in production.");
        errors.ShouldContain("LOG_FORMAT");
        errors.ShouldNotContain("PORT must");
    }

    [Fact]
    public async Task A_key_is_drawn_once_for_its_owner_only()
    {
        (await verbs.RunAsync(["seed", "--users", "1"])).Code.ShouldBe(0);
        var path = Path.Combine(verbs.Folder, "secret.key");
        var key = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        key.Trim().Length.ShouldBeGreaterThanOrEqualTo(32);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        (await verbs.RunAsync(["seed", "--users", "1"])).Code.ShouldBe(0);
        (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ShouldBe(key);
    }

    [Theory]
    [InlineData("migrate")]
    [InlineData("check-db")]
    [InlineData("serve")]
    public async Task A_database_that_is_away_is_named_without_its_password(string verb)
    {
        var (code, output, errors) = await verbs.RunAsync([verb], [.. Verbs.Production, ("DATABASE_URL", "postgresql+asyncpg://user:hidden@127.0.0.1:1/gw2")]);
        (code, output).ShouldBe((1, ""));
        errors.ShouldContain("127.0.0.1:1/gw2");
        errors.ShouldNotContain("hidden");
    }

    [Fact]
    public async Task Check_redis_says_that_all_is_well_or_what_is_not()
    {
        (await verbs.RunAsync(["check-redis"])).Errors.ShouldContain("REDIS_URL");

        var (code, _, errors) = await verbs.RunAsync(["check-redis"], ("REDIS_URL", "redis://:hidden@127.0.0.1:1/2"));
        code.ShouldBe(1);
        errors.ShouldContain("127.0.0.1:1");
        errors.ShouldNotContain("hidden");

        await using var redis = await Missing.RedisOrSkipAsync("--requirepass", "Open+Sesame");
        (await verbs.RunAsync(["check-redis"], ("SESSION_REDIS_URL", $"{redis.Url}"))).Errors.ShouldContain("NOAUTH");
        (await verbs.RunAsync(["check-redis"], ("SESSION_REDIS_URL", $"redis://:Open%2BSesame@127.0.0.1:{redis.Port}/3"))).ShouldBe((0, $"Redis OK{Environment.NewLine}", ""));
    }

    private (string Name, string Value)[] Production() => [.. Verbs.Production, ("DATABASE_URL", $"sqlite:///{verbs.Folder}/production.db")];
}
