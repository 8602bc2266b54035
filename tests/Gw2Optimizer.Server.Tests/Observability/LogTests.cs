using System.Text.Json;

namespace Gw2Optimizer.Server.Tests.Observability;

public class LogTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_request_with_an_id_leaves_four_lines_that_carry_it()
    {
        var user = await server.SignUpAsync();
        server.Time.Advance(TimeSpan.FromSeconds(5));
        var answer = await server.GetAsync("/api/v1/auth/me?token=canary-in-query", user.Access, ("X-Request-ID", "abc123"));
        answer.Header("X-Request-ID").ShouldBe("abc123");

        var lines = ReadLog(server).Where(line => line.Contains("req_id=abc123", StringComparison.Ordinal)).ToList();
        foreach (var name in (string[])["request", "auth", "db", "response"])
        {
            lines.ShouldContain(line => line.Contains($" event={name} ", StringComparison.Ordinal), name);
        }

        lines.ShouldAllBe(line => line.StartsWith("ts=", StringComparison.Ordinal) && line.Contains("Z level=INFO event=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Requests_at_the_same_time_leave_their_own_lines_each()
    {
        var user = await server.SignUpAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => server.GetAsync("/api/v1/auth/me", user.Access, ("X-Request-ID", $"at-once-{i:00}"))));
        var lines = ReadLog(server);
        for (var i = 0; i < 20; i++)
        {
            var own = lines.Where(line => line.Contains($"req_id=at-once-{i:00}", StringComparison.Ordinal)).ToList();
            foreach (var name in (string[])["request", "auth", "db", "response"])
            {
                own.Count(line => line.Contains($" event={name} ", StringComparison.Ordinal)).ShouldBe(1, $"{name} of {i}");
            }

            own.Count.ShouldBe(4);
        }
    }

    [Theory]
    [InlineData("has space")]
    [InlineData("semi;colon")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123x")]
    public async Task An_id_that_could_harm_the_log_is_replaced_and_not_logged(string id)
    {
        var answer = await server.GetAsync("/api/v1/nowhere", token: null, ("X-Request-ID", id));
        answer.Header("X-Request-ID").ShouldNotBe(id);
        string.Join('\n', ReadLog(server)).ShouldNotContain(id);
    }

    [Fact]
    public async Task No_secret_and_no_query_reaches_the_log()
    {
        var user = await server.SignUpAsync();
        await server.LoginAsync(user.Name, "Canary-password-1");
        await server.PostAsync("/api/v1/auth/register?secret=canary-query", """{"password":"Canary-password-1","email":"x"}""");
        await server.GetAsync("/api/v1/auth/me", "canary-token");
        await server.GetAsync("/api/v1/auth/me", token: null, ("Cookie", $"access_token={user.Access}"));
        var log = string.Join('\n', ReadLog(server));
        log.ShouldNotContain("canary", Case.Insensitive);
        log.ShouldNotContain(user.Access);
        log.ShouldNotContain(user.Refresh);
    }

    [Fact]
    public async Task A_path_cannot_break_out_of_its_line()
    {
        await server.GetAsync("/api/v1/x%0Ats=fake%22level=ERROR", token: null, ("X-Request-ID", "breakout"));
        var line = ReadLog(server).First(line => line.Contains("req_id=breakout", StringComparison.Ordinal));
        line.ShouldEndWith("msg=\"GET /api/v1/x\\nts=fake\\\"level=ERROR\"");
    }

    [Fact]
    public async Task As_json_each_line_is_an_object_whose_message_repeats_the_id()
    {
        await using var json = await TestServer.StartAsync(("LOG_FORMAT", "json"));
        await json.GetAsync("/api/v1/auth/me", token: null, ("X-Request-ID", "abc123"));
        var lines = ReadLog(json).Select(line => JsonElement.Parse(line)).Where(line => line.GetProperty("req_id").GetString() == "abc123").ToList();
        lines.Count.ShouldBe(3);
        lines.ShouldAllBe(line => line.GetProperty("msg").GetString()!.Contains("req_id=abc123", StringComparison.Ordinal));
        lines[0].GetProperty("context").GetString().ShouldBe("RequestLog");
        lines[0].GetProperty("level").GetString().ShouldBe("INFO");
    }

    private static List<string> ReadLog(TestServer server)
    {
        using var stream = new FileStream(server.LogPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
