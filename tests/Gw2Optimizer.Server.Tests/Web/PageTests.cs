namespace Gw2Optimizer.Server.Tests.Web;

public class PageTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task The_front_page_answers_on_both_ports()
    {
        foreach (var root in (Uri[])[server.Http.BaseAddress!, server.WebAddress])
        {
            var page = await server.GetAsync(new Uri(root, "/").ToString());
            page.Status.ShouldBe(200);
            page.Body.ShouldContain("/api/v1");
            (await server.SendAsync("HEAD", new Uri(root, "/").ToString())).Status.ShouldBe(200);
        }

        server.WebAddress.Port.ShouldNotBe(server.Http.BaseAddress!.Port);
    }

    [Fact]
    public async Task Health_tells_the_truth_and_when()
    {
        var health = await server.GetAsync("/health");
        (health.Status, health.Text("status")).ShouldBe((200, "healthy"));
        health.Json.GetProperty("timestamp").GetDateTime().Kind.ShouldBe(DateTimeKind.Utc);
        (await server.GetAsync("/health/ready")).Json.GetProperty("checks").GetProperty("database").GetString().ShouldBe("ok");
    }
}
