using System.Net;
using System.Text.Json;
using RealStores;

namespace GoLive.Tests;

public sealed class AnnounceTests
{
    [Fact]
    public async Task A_message_is_rendered_with_its_facts_and_posted_where_a_webhook_is_set()
    {
        using var channel = new HttpListener();
        var address = $"http://127.0.0.1:{Ports.Free()}/";
        channel.Prefixes.Add(address);
        channel.Start();
        var heard = HearAsync(channel);
        using var golive = new GoLiveRun([("ANNOUNCE_WEBHOOK_URL", address)]);
        var result = await golive.RunAsync("announce", "before-canary", "--facts", "Tuesday 10:00 UTC");
        result.ExitCode.ShouldBe(ExitCodes.Pass, $"{result}");
        var posted = JsonSerializer.Deserialize<JsonElement>(await heard).GetProperty("text").GetString()!;
        posted.ShouldContain("(Tuesday 10:00 UTC)");
        File.ReadAllText(Directory.GetFiles(golive.Evidence, "message.txt", SearchOption.AllDirectories).Single()).Trim().ShouldBe(posted);
    }

    [Fact]
    public async Task Without_a_webhook_it_is_rendered_alone()
    {
        using var golive = new GoLiveRun([]);
        var result = await golive.RunAsync("announce", "rollback");
        result.ExitCode.ShouldBe(ExitCodes.Pass);
        result.OutcomeOf("post").ShouldBe("skipped");
    }

    [Fact]
    public async Task A_webhook_that_does_not_answer_is_told()
    {
        using var golive = new GoLiveRun([("ANNOUNCE_WEBHOOK_URL", $"http://127.0.0.1:{Ports.Free()}/")]);
        (await golive.RunAsync("announce", "rollback")).ExitCode.ShouldBe(ExitCodes.Fail);
    }

    private static async Task<string> HearAsync(HttpListener channel)
    {
        var context = await channel.GetContextAsync();
        using var reader = new StreamReader(context.Request.InputStream);
        var text = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        context.Response.Close();
        return text;
    }
}
