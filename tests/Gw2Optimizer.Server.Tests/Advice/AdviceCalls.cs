using System.Text.Json;

namespace Gw2Optimizer.Server.Tests.Advice;

/// <summary>Calls that most tests of advice make.</summary>
internal static class AdviceCalls
{
    public static async Task<Answer> ComposeAsync(this TestServer server, string token, string body = """{"game_mode":"zerg","team_size":10}""") =>
        await server.PostAsync("/api/v1/ai/compose-team", body, token);

    /// <summary>A squad of the exact size, whose figures hold together.</summary>
    public static void ShouldBeASquadOf(this Answer answer, int size)
    {
        answer.Status.ShouldBe(200, answer.Body);
        var squad = answer.Json;
        squad.GetProperty("size").GetInt32().ShouldBe(size);
        squad.GetProperty("builds").EnumerateArray().Sum(build => build.GetProperty("count").GetInt32()).ShouldBe(size);
        var subgroups = squad.GetProperty("subgroups").EnumerateArray().Select(subgroup => subgroup.GetProperty("members").EnumerateArray().ToList()).ToList();
        subgroups.Sum(members => members.Count).ShouldBe(size);
        subgroups.ShouldAllBe(members => members.Count >= 1 && members.Count <= 5);
        Titles(subgroups.SelectMany(members => members)).ShouldBe(
            squad.GetProperty("builds").EnumerateArray().SelectMany(build => Enumerable.Repeat(Title(build), build.GetProperty("count").GetInt32())).Order(StringComparer.Ordinal));
        squad.GetProperty("builds").EnumerateArray().ShouldAllBe(build => build.GetProperty("priority").GetInt32() >= 1 && build.GetProperty("priority").GetInt32() <= 5);
        squad.GetProperty("builds")[0].GetProperty("priority").GetInt32().ShouldBe(1);
        var (score, bound) = (squad.GetProperty("score").GetDouble(), squad.GetProperty("bound").GetDouble());
        bound.ShouldBeGreaterThanOrEqualTo(score);
        squad.GetProperty("proven_optimal").GetBoolean().ShouldBe(bound - score <= 1e-6 * Math.Max(1, Math.Abs(score)));
        squad.GetProperty("synergy_score").GetDouble().ShouldBeInRange(0, 10);
        squad.GetProperty("strategy").GetString().ShouldNotBeNullOrWhiteSpace();
        squad.GetProperty("name").GetString().ShouldNotBeNullOrWhiteSpace();
        var metadata = squad.GetProperty("metadata");
        metadata.GetProperty("request_id").GetString().ShouldBe(answer.Header("X-Request-ID"));
        metadata.GetProperty("data_version").GetString().ShouldNotBeNullOrWhiteSpace();
        metadata.TryGetProperty("reason", out _).ShouldBe(metadata.GetProperty("source").GetString() == "solver");
    }

    public static string Source(this Answer answer) => answer.Json.GetProperty("metadata").GetProperty("source").GetString()!;

    public static string Reason(this Answer answer) => answer.Json.GetProperty("metadata").GetProperty("reason").GetString()!;

    /// <summary>Who plays where, and the scores: all but ids and prose.</summary>
    public static string Squad(this Answer answer) =>
        string.Join('\n', answer.Json.GetProperty("subgroups").GetRawText(), answer.Json.GetProperty("score").GetRawText(), answer.Json.GetProperty("bound").GetRawText(),
            answer.Json.GetProperty("coverage").GetRawText());

    public static async Task<string> MetricAsync(this TestServer server, string series)
    {
        var line = (await server.GetAsync("/metrics")).Body.Split('\n').FirstOrDefault(line => line.StartsWith($"{series} ", StringComparison.Ordinal));
        return line.ShouldNotBeNull($"There is no {series}.")[(series.Length + 1)..];
    }

    private static IEnumerable<string> Titles(IEnumerable<JsonElement> members) => members.Select(Title).Order(StringComparer.Ordinal);

    private static string Title(JsonElement of) =>
        $"{of.GetProperty("profession").GetString()}/{of.GetProperty("specialization").GetString()}/{of.GetProperty("role").GetString()}";
}
