using System.Text.Json;

namespace Gw2Optimizer.Server.Tests.Security;

/// <summary>Every route, as its owner, as another user, and as nobody.</summary>
public sealed class OwnershipTests(TestServer server) : IClassFixture<TestServer>
{
    public static TheoryData<string> Things() => [.. OwnedThings.All.Select(thing => thing.Name)];

    [Theory]
    [MemberData(nameof(Things))]
    public async Task A_thing_answers_each_caller_as_it_must(string name)
    {
        var thing = OwnedThings.All.Single(one => one.Name == name);
        var (owner, other) = (await server.SignUpAsync(), await server.SignUpAsync());
        var values = await thing.Make(server, owner);
        foreach (var call in thing.Calls)
        {
            // Strangers first: what they change by mistake the owner would meet.
            (await SendAsync(call, values, token: null)).Status.ShouldBe(call.Nobody, $"{call.Method} {call.Path} as nobody");
            var foreign = await SendAsync(call, values, other.Access);
            foreign.Status.ShouldBe(call.Other, $"{call.Method} {call.Path} as another user");
            if (call.Other is 404)
            {
                var missing = await SendAsync(call, values.ToDictionary(value => value.Key, _ => $"{Guid.NewGuid()}"), other.Access);
                Shape(foreign).ShouldBe(Shape(missing), $"{call.Method} {call.Path}: a foreign thing answers like one that does not exist.");
            }

            (await SendAsync(call, values, owner.Access)).Status.ShouldBe(call.Owner, $"{call.Method} {call.Path} as its owner");
        }
    }

    [Fact]
    public async Task Every_route_that_names_a_thing_is_among_them()
    {
        var told = OwnedThings.All.SelectMany(thing => thing.Calls).Select(call => $"{call.Method} {call.Path}").ToHashSet(StringComparer.Ordinal);
        (await OperationsAsync()).Where(one => one.Path.Contains('{', StringComparison.Ordinal)).Select(one => $"{one.Method} {one.Path}").Except(told)
            .ShouldBeEmpty("A route with a parameter is to be listed in OwnedThings.cs, with what each caller gets.");
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_gets_into_no_route_that_asks_for_it()
    {
        var asked = 0;
        foreach (var (path, method, operation) in await OperationsAsync())
        {
            if (operation.TryGetProperty("security", out var security) && security.GetArrayLength() > 0)
            {
                asked++;
                foreach (var token in (string?[])[null, "rubbish"])
                {
                    var answer = await server.SendAsync(method, path, TestServer.Json("{}"), token);
                    (answer.Status, answer.Code).ShouldBe((401, "UNAUTHORIZED"), $"{method} {path}");
                }
            }
        }

        asked.ShouldBeGreaterThan(10);
    }

    private async Task<List<(string Path, string Method, JsonElement Operation)>> OperationsAsync() =>
    [
        .. (await server.GetAsync("/openapi.json")).Json.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (path.Name, operation.Name.ToUpperInvariant(), operation.Value))),
    ];

    private Task<Answer> SendAsync(OwnedCall call, IReadOnlyDictionary<string, string> values, string? token) =>
        server.SendAsync(call.Method, Fill(call.Path, values), call.Body is null ? null : TestServer.Json(Fill(call.Body, values)), token);

    private static string Fill(string template, IReadOnlyDictionary<string, string> values) =>
        values.Aggregate(template, (text, value) => text.Replace($"{{{value.Key}}}", value.Value, StringComparison.Ordinal));

    private static (string Code, string Detail) Shape(Answer answer) => (answer.Code, answer.Text("detail"));
}
