using Dapper;
using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Advice;
using Gw2Optimizer.Server.Advice.Squads;
using Gw2Optimizer.Server.Builds;
using Gw2Optimizer.Server.Storage;

namespace Gw2Optimizer.Server.Tests.Advice;

public abstract class FeedbackTests(TestServer server)
{
    [Fact]
    public async Task An_own_composition_is_rated_and_the_last_rating_counts()
    {
        var user = await server.SignUpAsync();
        var squad = await server.ComposeAsync(user.Access, """{"game_mode":"fractal"}""");
        var first = await RateAsync(user.Access, squad.Text("id"), "8.5", "\"Well done 🛡\"");
        first.Status.ShouldBe(201, first.Body);
        (first.Text("target_id"), first.Text("target_kind"), first.Text("comment")).ShouldBe((squad.Text("id"), "composition", "Well done 🛡"));
        (await RateAsync(user.Access, squad.Text("id"), "3")).Json.GetProperty("rating").GetDouble().ShouldBe(3);
        var kept = await server.Service<Database>().ReadAsync(connection => connection.QueryAsync<(double Rating, string Evidence)>(
            "SELECT rating, evidence FROM feedback WHERE target_id = @id", new { id = squad.Text("id") }));
        var (rating, evidence) = kept.ShouldHaveSingleItem();
        rating.ShouldBe(3);
        evidence.ShouldContain(squad.Json.GetProperty("builds")[0].GetProperty("specialization").GetString()!);
    }

    [Fact]
    public async Task What_others_composed_or_nobody_did_or_long_ago_cannot_be_rated()
    {
        var user = await server.SignUpAsync();
        var squad = await server.ComposeAsync(user.Access, """{"game_mode":"fractal"}""");
        foreach (var (token, target) in ((string, string)[])[((await server.SignUpAsync()).Access, squad.Text("id")), (user.Access, Guid.NewGuid().ToString()), (user.Access, "squad"), (user.Access, "")])
        {
            var answer = await RateAsync(token, target, "5");
            (answer.Status, answer.Code).ShouldBe((404, "TARGET_NOT_FOUND"));
        }

        var me = UserId.Parse((await server.GetAsync("/api/v1/auth/me", user.Access)).Text("id"));
        var compositions = new Compositions(server.Service<Database>(), new LaterTime(TimeSpan.FromDays(31)));
        (await server.Service<Compositions>().FindAsync(Guid.Parse(squad.Text("id")), me)).ShouldNotBeNull();
        (await compositions.FindAsync(Guid.Parse(squad.Text("id")), me)).ShouldBeNull();
        await compositions.RemoveOldAsync();
        (await server.Service<Compositions>().FindAsync(Guid.Parse(squad.Text("id")), me)).ShouldBeNull();
    }

    [Theory]
    [InlineData("11", "rating")]
    [InlineData("-0.1", "rating")]
    [InlineData("\"5\"", "rating")]
    [InlineData("null", "rating")]
    public async Task A_rating_is_a_number_from_0_to_10(string rating, string field)
    {
        var answer = await RateAsync((await server.SignUpAsync()).Access, Guid.NewGuid().ToString(), rating);
        answer.Status.ShouldBe(422);
        answer.Field(field).ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task Builds_and_teams_that_the_user_may_read_are_targets_too()
    {
        var (build, team, me) = (Guid.NewGuid(), Guid.NewGuid(), UserId.New());
        var stored = new OneOfEach(build, team, me);
        var targets = new RatingTargets(server.Service<Compositions>(), new StoredBuilds([stored]), [stored]);
        var (kind, thing) = (await targets.FindAsync(build, me)).ShouldNotBeNull();
        (kind, thing.Subgroups.ShouldHaveSingleItem().ShouldHaveSingleItem()).ShouldBe(("build", "core Guardian"));
        var (teamKind, squad) = (await targets.FindAsync(team, me)).ShouldNotBeNull();
        teamKind.ShouldBe("team");
        squad.Subgroups.Select(subgroup => subgroup.Count).ShouldBe([5, 1]);
        squad.Subgroups[1].ShouldBe(["Firebrand"]);
        (await targets.FindAsync(build, UserId.New())).ShouldBeNull();
    }

    private Task<Answer> RateAsync(string token, string target, string rating, string comment = "null") =>
        server.PostAsync("/api/v1/ai/feedback", $$"""{"target_id":"{{target}}","rating":{{rating}},"comment":{{comment}}}""", token);

    private sealed class LaterTime(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }

    private sealed class OneOfEach(Guid build, Guid team, UserId reader) : IReadableBuilds, IReadableTeams
    {
        Task<StoredBuild?> IReadableBuilds.FindAsync(Guid id, UserId caller) =>
            Task.FromResult(id == build && caller == reader ? new StoredBuild("Guardian", "Zeal", "dps", [], []) : null);

        Task<IReadOnlyList<TeamMember>?> IReadableTeams.FindAsync(Guid id, UserId caller) => Task.FromResult<IReadOnlyList<TeamMember>?>(
            id == team && caller == reader ? [.. Enumerable.Repeat(new TeamMember("Guardian", "Firebrand"), 6)] : null);
    }
}

public sealed class FeedbackOnSqliteTests(TestServer server) : FeedbackTests(server), IClassFixture<TestServer>;

public sealed class FeedbackOnPostgreSqlTests(PostgreSqlTestServer server) : FeedbackTests(server.OrSkip()), IClassFixture<PostgreSqlTestServer>;
