using System.Text.Json;
using System.Text.RegularExpressions;
using Gw2Optimizer.Server.Tests.Commands;
using Microsoft.AspNetCore.Routing;

namespace Gw2Optimizer.Server.Tests.Web;

public sealed partial class DocsTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task The_description_lists_every_route_with_what_it_takes_and_answers()
    {
        var paths = await PathsAsync();
        foreach (var (path, method) in Routes().Where(route => !route.Path.StartsWith("/ws/", StringComparison.Ordinal)))
        {
            paths.TryGetProperty(path, out var item).ShouldBeTrue(path);
            item.TryGetProperty(method, out var operation).ShouldBeTrue($"{method} {path}");
            operation.TryGetProperty("summary", out _).ShouldBeTrue($"{method} {path} has no summary: give the route a Told(...).");
            operation.GetProperty("responses").EnumerateObject().ShouldNotBeEmpty($"{method} {path}");
            foreach (var (name, content) in Contents(operation))
            {
                content.TryGetProperty("schema", out _).ShouldBeTrue($"{method} {path} {name}");
                content.TryGetProperty("example", out _).ShouldBeTrue($"{method} {path} {name}");
            }
        }
    }

    [Fact]
    public async Task A_route_that_takes_a_body_tells_of_which_fields()
    {
        var register = (await PathsAsync()).GetProperty("/api/v1/auth/register").GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json");
        var name = register.GetProperty("schema").GetProperty("properties").GetProperty("username");
        (name.GetProperty("type").GetString(), name.GetProperty("minLength").GetInt32(), name.GetProperty("maxLength").GetInt32()).ShouldBe(("string", 3, 50));
        register.GetProperty("schema").GetProperty("required").EnumerateArray().Select(one => one.GetString()).ShouldBe(["email", "username", "password"], ignoreOrder: true);
        (await server.PostAsync("/api/v1/auth/register", register.GetProperty("example").GetRawText())).Status.ShouldBe(201);
    }

    [Fact]
    public async Task The_answers_that_are_described_are_those_that_come()
    {
        var user = await server.SignUpAsync();
        var described = (await PathsAsync()).GetProperty("/api/v1/auth/me").GetProperty("get").GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json");
        var me = (await server.GetAsync("/api/v1/auth/me", user.Access)).Json;
        Names(described.GetProperty("schema").GetProperty("properties")).ShouldBe(Names(me), ignoreOrder: true);
        var login = (await PathsAsync()).GetProperty("/api/v1/auth/login").GetProperty("post").GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json");
        Names(login.GetProperty("example")).ShouldBe(Names((await server.LoginAsync(user.Name)).Json), ignoreOrder: true);
    }

    [Fact]
    public async Task The_page_answers_by_itself_in_production_and_lets_no_script_stand_in_it()
    {
        var url = $"sqlite:///{server.DataFolder}/production.db";
        using (var verbs = new Verbs(("DATABASE_URL", url)))
        {
            (await verbs.RunAsync(["migrate"], [.. Verbs.Production])).Code.ShouldBe(0);
        }

        await using var production = await TestServer.StartAsync([.. Verbs.Production, ("BIND", "127.0.0.1"), ("DATABASE_URL", url)]);
        var page = await production.GetAsync("/docs");
        page.Status.ShouldBe(200);
        page.Header("Content-Type").ShouldStartWith("text/html");
        Script().Matches(page.Body).ShouldAllBe(script => script.Groups["text"].Value.Length == 0);
        page.Body.ShouldNotContain("://");
        page.Header("Content-Security-Policy").Split("; ").ShouldContain("script-src 'self'");
        var linked = Linked().Matches(page.Body).Select(link => link.Groups["path"].Value).ToList();
        linked.Count.ShouldBe(3);
        foreach (var path in linked)
        {
            var file = await production.GetAsync(path);
            (file.Status, file.Body.Length > 20).ShouldBe((200, true), path);
            file.Body.ShouldNotStartWith("\u001f");
        }

        (await production.GetAsync("/openapi.json")).Json.GetProperty("openapi").GetString().ShouldNotBeNull().ShouldStartWith("3.1");
    }

    [Fact]
    public async Task The_front_pages_script_has_a_fixed_name_and_is_asked_for_again_each_time()
    {
        var script = await server.GetAsync("/assets/index.js");
        (script.Status, script.Header("Cache-Control")).ShouldBe((200, "no-cache"));
        script.Header("Content-Type").ShouldStartWith("text/javascript");
        (await server.GetAsync("/assets/index.js", token: null, ("If-None-Match", script.Header("ETag")))).Status.ShouldBe(304);
        (await server.GetAsync("/")).Body.ShouldContain("src=\"/assets/index.js\"");
        foreach (var path in (string[])["/assets/x.js", "/assets/", "/assets/..%2findex.js", "/docs/x.js", "/docs/index.html"])
        {
            var missing = await server.GetAsync(path);
            (missing.Status, missing.Code).ShouldBe((404, "NOT_FOUND"), path);
        }
    }

    private async Task<JsonElement> PathsAsync() => (await server.GetAsync("/openapi.json")).Json.GetProperty("paths");

    private IEnumerable<(string Path, string Method)> Routes() => server.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .SelectMany(route => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Select(method => ($"/{route.RoutePattern.RawText!.TrimStart('/')}", method.ToLowerInvariant())) ?? []);

    private static IEnumerable<(string Name, JsonElement Content)> Contents(JsonElement operation)
    {
        var bodies = operation.GetProperty("responses").EnumerateObject().Select(answer => (answer.Name, answer.Value));
        var all = operation.TryGetProperty("requestBody", out var request) ? bodies.Append(("request", request)) : bodies;
        return all.Where(body => body.Item2.TryGetProperty("content", out _)).SelectMany(body => body.Item2.GetProperty("content").EnumerateObject().Select(content => (body.Item1, content.Value)));
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);

    [GeneratedRegex("<script[^>]*>(?<text>[^<]*)</script>", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Script();

    [GeneratedRegex("(src|href)=\"(?<path>[^\"]+)\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Linked();
}
