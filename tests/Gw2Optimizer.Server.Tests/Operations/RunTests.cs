using System.Globalization;

namespace Gw2Optimizer.Server.Tests.Operations;

public abstract class RunTests(TestServer server)
{
    private const string Path = "/api/v1/admin/runs";

    [Fact]
    public async Task The_last_success_of_each_kind_is_told_and_survives_a_restart()
    {
        var admin = await server.AdminAsync();
        (await server.GetAsync("/metrics")).Body.ShouldNotContain("\nbackup_last_success_timestamp_seconds ");
        var now = server.Time.GetUtcNow();
        (await TellAsync(admin, "backup", ok: true, now.AddHours(-1))).Status.ShouldBe(201);
        (await TellAsync(admin, "backup", ok: false, now)).Status.ShouldBe(201);
        (await TellAsync(admin, "backup", ok: true, now.AddHours(-2))).Status.ShouldBe(201);
        (await TellAsync(admin, "restore_test", ok: true, now)).Status.ShouldBe(201);

        await using var restarted = await server.StartBesideAsync();
        foreach (var node in (TestServer[])[server, restarted])
        {
            var text = (await node.GetAsync("/metrics")).Body;
            Seconds(text, "backup").ShouldBe(now.AddHours(-1).ToUnixTimeSeconds());
            Seconds(text, "restore_test").ShouldBe(now.ToUnixTimeSeconds());
            text.ShouldNotContain("\nlearning_pipeline_last_success_timestamp_seconds ");
        }
    }

    [Theory]
    [InlineData("{}", "kind", "ok", "finished_at")]
    [InlineData("""{"kind":"party","ok":true,"finished_at":"2025-11-16T02:00:07Z"}""", "kind")]
    [InlineData("""{"kind":"backup","ok":"yes","finished_at":"yesterday"}""", "ok", "finished_at")]
    [InlineData("""{"kind":"backup","ok":true,"finished_at":"2999-01-01T00:00:00Z"}""", "finished_at")]
    [InlineData("""{"kind":"backup","ok":true,"finished_at":"2025-11-16T02:00:07"}""", "finished_at")]
    public async Task What_cannot_be_meant_is_named(string body, params string[] fields)
    {
        var answer = await server.PostAsync(Path, body, await server.AdminAsync());
        answer.Status.ShouldBe(422);
        answer.Json.GetProperty("fields").EnumerateObject().Select(field => field.Name).ShouldBe(fields, ignoreOrder: true);
    }

    [Fact]
    public async Task Only_a_superuser_tells()
    {
        (await server.PostAsync(Path, "{}")).Status.ShouldBe(401);
        (await server.PostAsync(Path, "{}", (await server.SignUpAsync()).Access)).Status.ShouldBe(403);
    }

    private Task<Answer> TellAsync(string admin, string kind, bool ok, DateTimeOffset at) =>
        server.PostAsync(Path, $$"""{"kind":"{{kind}}","ok":{{(ok ? "true" : "false")}},"finished_at":"{{at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}}"}""", admin);

    private static long Seconds(string text, string kind)
    {
        var line = text.Split('\n').Single(line => line.StartsWith($"{kind}_last_success_timestamp_seconds ", StringComparison.Ordinal));
        return (long)double.Parse(line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);
    }
}

public sealed class RunOnSqliteTests(TestServer server) : RunTests(server), IClassFixture<TestServer>;

public sealed class RunOnPostgreSqlTests(PostgreSqlTestServer server) : RunTests(server.OrSkip()), IClassFixture<PostgreSqlTestServer>;
