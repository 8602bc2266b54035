using System.Text.Json;
using GoLive.Probes;
using Gw2Optimizer.RealServer.Deployments;

namespace GoLive.Tests.Drill;

/// <summary>The session cache's switch, as the second node sees it.</summary>
internal static class Switch
{
    private const string Path = "/api/v1/admin/flags/session-redis-readthrough";

    public static Task<ReadThrough> ReadAsync(Staging staging) => CallAsync(staging, HttpMethod.Get, body: null);

    public static Task<ReadThrough> SetAsync(Staging staging, ReadThrough wish) => CallAsync(staging, HttpMethod.Put, new { enabled = wish.Enabled, percent = wish.Percent });

    private static async Task<ReadThrough> CallAsync(Staging staging, HttpMethod method, object? body)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var http = new HttpClient();
        var api = new Api(http, staging.Cluster.Nodes[1].Address);
        var token = (await api.SignInAsync(Variable("GOLIVE_ADMIN_EMAIL"), Variable("GOLIVE_ADMIN_PASSWORD"), cancellation)).Require("access_token");
        var answer = (await api.CallAsync(method, Path, token, body, cancellation)).RequireStatus(200);
        return JsonSerializer.Deserialize<ReadThrough>(answer.Text, JsonSerializerOptions.Web)!;

        string Variable(string name) => staging.Variables.Single(one => one.Name == name).Value;
    }
}
