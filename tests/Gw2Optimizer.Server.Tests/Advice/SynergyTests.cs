namespace Gw2Optimizer.Server.Tests.Advice;

public sealed class SynergyTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Synergy_is_the_same_for_both_orders_and_every_time_and_never_the_models_word()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var own = await provider.ServerAsync();
        var token = (await own.SignUpAsync()).Access;
        var one = await own.PostAsync("/api/v1/ai/analyze-synergy", """{"profession1":"Guardian","profession2":"Warrior"}""", token);
        var other = await own.PostAsync("/api/v1/ai/analyze-synergy", """{"profession1":"Warrior","profession2":"Guardian"}""", token);
        one.Status.ShouldBe(200, one.Body);
        other.Body.ShouldBe(one.Body);
        one.Json.GetProperty("score").GetDouble().ShouldBeInRange(0, 10);
        one.Text("source").ShouldBe("solver");
        one.Json.EnumerateObject().Select(property => property.Name).ShouldBe(["score", "shared_boons", "gaps", "strengths", "weaknesses", "source"]);
        provider.Requests.ShouldBeEmpty();
        (await own.MetricAsync("ai_requests_total{operation=\"analyze_synergy\",source=\"solver\"}")).ShouldBe("2");
    }

    [Theory]
    [InlineData("""{"profession1":"Guardian"}""", "profession2")]
    [InlineData("""{"profession1":"Guardan","profession2":"Warrior"}""", "profession1")]
    [InlineData("""{"profession1":"Guardian","profession2":"Warrior","specialization2":"Firebrand"}""", "specialization2")]
    [InlineData("""{"profession1":"Guardian","profession2":"Warrior","game_mode":"x"}""", "game_mode")]
    public async Task What_is_wrong_is_named(string body, string field)
    {
        var answer = await server.PostAsync("/api/v1/ai/analyze-synergy", body, (await server.SignUpAsync()).Access);
        answer.Status.ShouldBe(422, answer.Body);
        answer.Field(field).ShouldNotBeNullOrWhiteSpace();
    }
}
