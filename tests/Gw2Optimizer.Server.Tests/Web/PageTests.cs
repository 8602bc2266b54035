using System.Globalization;
using System.Text.RegularExpressions;

namespace Gw2Optimizer.Server.Tests.Web;

public sealed partial class PageTests(TestServer server) : IClassFixture<TestServer>
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
    public async Task Each_page_of_the_app_is_the_front_page_and_its_files_are_kept_forever()
    {
        var front = await server.GetAsync("/");
        var file = Asset().Matches(front.Body).Select(match => match.Value).FirstOrDefault(path => path != "/assets/index.js");
        Assert.SkipWhen(file is null, "The web app was not built, since Node is missing.");
        foreach (var path in (string[])["/builds", "/builds/new", "/squads/compose", "/draft/5b1e4a0c", "/operations", "/sign-in"])
        {
            var page = await server.GetAsync(path);
            (page.Status, page.Body).ShouldBe((200, front.Body), path);
            (await server.SendAsync("HEAD", path)).Status.ShouldBe(200, path);
        }

        (await server.GetAsync("/build")).Code.ShouldBe("NOT_FOUND");
        var asset = await server.GetAsync(file!);
        (asset.Status, asset.Header("Cache-Control")).ShouldBe((200, "public, max-age=31536000, immutable"));
        (await server.SendAsync("HEAD", file!)).Header("ETag").ShouldBe(asset.Header("ETag"));
        (await server.PostAsync(file!, "{}")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Files_travel_packed_to_those_who_can_unpack_them()
    {
        var plain = await server.GetAsync("/assets/index.js");
        foreach (var encoding in (string[])["br", "gzip"])
        {
            var packed = await server.GetAsync("/assets/index.js", token: null, ("Accept-Encoding", encoding));
            packed.Header("Content-Encoding").ShouldBe(encoding);
            packed.Header("ETag").ShouldNotBe(plain.Header("ETag"));
            int.Parse(packed.Header("Content-Length"), CultureInfo.InvariantCulture).ShouldBeLessThan(plain.Body.Length);
        }

        (await server.GetAsync("/assets/index.js", token: null, ("Accept-Encoding", "br;q=0"))).Headers.ShouldNotContainKey("Content-Encoding");
    }

    [Fact]
    public async Task Health_tells_the_truth_and_when()
    {
        var health = await server.GetAsync("/health");
        (health.Status, health.Text("status")).ShouldBe((200, "healthy"));
        health.Json.GetProperty("timestamp").GetDateTime().Kind.ShouldBe(DateTimeKind.Utc);
        (await server.GetAsync("/health/ready")).Json.GetProperty("checks").GetProperty("database").GetString().ShouldBe("ok");
    }

    [GeneratedRegex("/assets/[^\"]+", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Asset();
}
