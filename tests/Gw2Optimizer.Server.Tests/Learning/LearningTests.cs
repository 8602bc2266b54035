using System.Text.Json;
using Dapper;
using Gw2Optimizer.Server.Advice;
using Gw2Optimizer.Server.Learning;
using Gw2Optimizer.Server.Storage;
using Gw2Optimizer.Server.Tests.Advice;
using Gw2Optimizer.Server.Tests.Games;
using Gw2Optimizer.Solvers.Learning;
using Quartz;

namespace Gw2Optimizer.Server.Tests.Learning;

public abstract class LearningTests(TestServer shared)
{
    [Fact]
    public async Task What_ratings_say_is_published_weighs_in_answers_and_can_be_rolled_back()
    {
        await using var server = await shared.StartAnotherAsync();
        var admin = await server.AdminAsync();
        (await VersionsAsync(server, admin)).ShouldHaveSingleItem().GetProperty("is_current").GetBoolean().ShouldBeTrue();
        var before = await server.ComposeAsync(admin, """{"game_mode":"raid"}""");

        await RateAsync(server, ("Firebrand", 9), ("Druid", 2));
        await RunAsync(server, admin);
        var versions = await VersionsAsync(server, admin);
        versions.Select(version => version.GetProperty("version").GetInt64()).ShouldBe([1, 0]);
        (versions[0].GetProperty("status").GetString(), versions[0].GetProperty("is_current").GetBoolean()).ShouldBe(("published", true));
        versions[0].GetProperty("loss_after").GetDouble().ShouldBeLessThan(versions[0].GetProperty("loss_before").GetDouble());
        (await server.MetricAsync("learning_pipeline_runs_total{result=\"published\"}")).ShouldBe("1");
        (await server.MetricAsync("learning_pipeline_failures_total")).ShouldBe("0");
        double.Parse(await server.MetricAsync("learning_pipeline_last_success_timestamp_seconds"), System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(1.7e9);
        var after = await server.ComposeAsync(admin, """{"game_mode":"raid"}""");
        after.ShouldBeASquadOf(10);
        DataVersion(after).ShouldEndWith("learned-1");
        after.Json.GetProperty("score").GetDouble().ShouldNotBe(before.Json.GetProperty("score").GetDouble());

        // The same evidence again is no better.
        await RunAsync(server, admin);
        (await VersionsAsync(server, admin))[0].GetProperty("status").GetString().ShouldBe("kept");
        (await server.MetricAsync("learning_pipeline_runs_total{result=\"kept\"}")).ShouldBe("1");

        (await server.PostAsync("/api/v1/learning/rollback", """{"version":0}""", admin)).Status.ShouldBe(200);
        var rolledBack = await server.ComposeAsync(admin, """{"game_mode":"raid"}""");
        (rolledBack.Squad(), DataVersion(rolledBack)).ShouldBe((before.Squad(), DataVersion(before)));
        foreach (var never in (int[])[2, 77])
        {
            (await server.PostAsync("/api/v1/learning/rollback", $$"""{"version":{{never}}}""", admin)).Status.ShouldBe(404);
        }
    }

    [Fact]
    public async Task A_run_that_fails_is_counted_and_leaves_what_holds()
    {
        await using var server = await shared.StartAnotherAsync();
        var admin = await server.AdminAsync();
        await RateAsync(server, ("Firebrand", 9), ("Druid", 2));
        await RunAsync(server, admin);
        await server.Service<Database>().WriteAsync(connection => connection.ExecuteAsync("UPDATE feedback SET evidence = '{' WHERE rating = 9"));
        (await server.SendAsync("POST", "/api/v1/learning/run", token: admin)).Status.ShouldBe(202);
        await WaitAsync(async () => await server.MetricAsync("learning_pipeline_failures_total") == "1");
        (await server.MetricAsync("learning_pipeline_runs_total{result=\"failed\"}")).ShouldBe("1");
        var versions = await VersionsAsync(server, admin);
        versions.Select(version => version.GetProperty("is_current").GetBoolean()).ShouldBe([true, false]);

        // The lock is free again.
        await WaitAsync(async () => (await server.SendAsync("POST", "/api/v1/learning/run", token: admin)).Status == 202);
    }

    [Fact]
    public async Task One_node_runs_at_a_time_and_one_a_night()
    {
        await using var server = await shared.StartAnotherAsync();
        await using var beside = await server.StartBesideAsync();
        var admin = await server.AdminAsync();
        (await server.Service<LearningLock>().TryTakeAsync()).ShouldBeTrue();
        var busy = await beside.SendAsync("POST", "/api/v1/learning/run", token: admin);
        (busy.Status, busy.Code).ShouldBe((409, "ALREADY_RUNNING"));
        await beside.Service<LearningLock>().GiveBackAsync();
        (await beside.SendAsync("POST", "/api/v1/learning/run", token: admin)).Status.ShouldBe(409);
        await server.Service<LearningLock>().GiveBackAsync();

        await Task.WhenAll(server.Service<Learner>().RunNightlyAsync(), beside.Service<Learner>().RunNightlyAsync());
        await beside.Service<Learner>().RunNightlyAsync();
        (await VersionsAsync(server, admin)).Count.ShouldBe(2);
        beside.Time.Advance(TimeSpan.FromDays(1));
        await beside.Service<Learner>().RunNightlyAsync();
        (await VersionsAsync(server, admin)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task The_scheduler_has_the_run_of_the_next_night_and_can_make_it()
    {
        await using var server = await shared.StartAnotherAsync();
        var scheduler = await server.Service<ISchedulerFactory>().GetScheduler(TestContext.Current.CancellationToken);
        var job = (await scheduler.GetJobKeys(GroupMatcher<JobKey>.AnyGroup(), TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
        var trigger = (await scheduler.GetTriggersOfJob(job, TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
        trigger.NextFireTimeUtc.ShouldNotBeNull().UtcDateTime.TimeOfDay.ShouldBe(TimeSpan.FromHours(3));
        await scheduler.TriggerJob(job, TestContext.Current.CancellationToken);
        var admin = await server.AdminAsync();
        await WaitAsync(async () => (await VersionsAsync(server, admin)).Count == 2);
    }

    [Fact]
    public async Task A_node_that_died_holds_the_lock_no_longer_than_its_lease()
    {
        await using var server = await shared.StartAnotherAsync();
        (await server.Service<LearningLock>().TryTakeAsync()).ShouldBeTrue();
        (await server.Service<LearningLock>().TryTakeAsync()).ShouldBeFalse();
        server.Time.Advance(LearningLock.Lease + TimeSpan.FromSeconds(1));
        (await server.Service<LearningLock>().TryTakeAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Finished_drafts_are_evidence_and_resigned_ones_are_not()
    {
        await using var server = await shared.StartAnotherAsync();
        var game = await server.StartedAsync();
        await using var blue = await server.JoinedAsync(game.Blue, game.Id);
        await using var red = await server.JoinedAsync(game.Red, game.Id);
        await server.PlayDraftAsync(game, blue, red);
        var other = await server.StartedAsync();
        await using var quitter = await server.JoinedAsync(other.Blue, other.Id);
        await quitter.AcceptedAsync("resign", new { });

        var draft = (await server.Service<EvidenceRows>().ReadAsync()).ShouldHaveSingleItem().ShouldBeOfType<Evidence.FinishedDraft>();
        draft.Pool.Count.ShouldBe(36);
        draft.Banned.Count.ShouldBe(4);
        draft.Squads.Select(squad => squad.Count).ShouldBe([5, 5]);
        draft.Taken.Count.ShouldBe(14);
    }

    [Fact]
    public async Task Learning_is_for_superusers_and_runs_at_three_in_the_morning()
    {
        var user = (await shared.SignUpAsync()).Access;
        foreach (var (method, path) in ((string, string)[])[("POST", "run"), ("GET", "versions"), ("POST", "rollback")])
        {
            (await shared.SendAsync(method, $"/api/v1/learning/{path}", TestServer.Json("{}"), user)).Status.ShouldBe(403);
            (await shared.SendAsync(method, $"/api/v1/learning/{path}", TestServer.Json("{}"))).Status.ShouldBe(401);
        }

        (await shared.PostAsync("/api/v1/learning/rollback", "{}", await shared.AdminAsync())).Field("version").ShouldBe("Required.");
        new CronExpression(NightlyLearning.Schedule, TimeZoneInfo.Utc).GetNextValidTimeAfter(new DateTimeOffset(2025, 11, 16, 3, 0, 1, TimeSpan.Zero))
            .ShouldBe(new DateTimeOffset(2025, 11, 17, 3, 0, 0, TimeSpan.Zero));
    }

    private static string DataVersion(Answer answer) => answer.Json.GetProperty("metadata").GetProperty("data_version").GetString()!;

    /// <summary>A hundred ratings of each, by users of their own.</summary>
    private static async Task RateAsync(TestServer server, params (string Specialization, double Rating)[] opinions)
    {
        var me = (await server.NewPlayerAsync()).Id;
        await server.Service<Database>().WriteAsync(async connection =>
        {
            foreach (var (specialization, rating) in opinions.SelectMany(opinion => Enumerable.Repeat(opinion, 100)))
            {
                await connection.ExecuteAsync(
                    "INSERT INTO feedback (user_id, target_id, kind, rating, evidence, updated_at) VALUES (@me, @target, 'build', @rating, @evidence, 1)",
                    new { me, target = Guid.NewGuid().ToString(), rating, evidence = JsonSerializer.Serialize(new RatedThing([[specialization]])) });
            }

            return 0;
        });
    }

    private static async Task RunAsync(TestServer server, string admin)
    {
        var before = (await VersionsAsync(server, admin)).Count;
        (await server.SendAsync("POST", "/api/v1/learning/run", token: admin)).Status.ShouldBe(202);
        await WaitAsync(async () => (await VersionsAsync(server, admin)).Count > before);

        // And until it has given back the lock.
        await WaitAsync(async () => await server.Service<Database>().ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT run_until FROM learning_state")) == 0);
    }

    private static async Task<IReadOnlyList<JsonElement>> VersionsAsync(TestServer server, string admin)
    {
        var answer = await server.GetAsync("/api/v1/learning/versions", admin);
        answer.Status.ShouldBe(200, answer.Body);
        return [.. answer.Json.EnumerateArray()];
    }

    private static async Task WaitAsync(Func<Task<bool>> until)
    {
        for (var i = 0; i < 200; i++)
        {
            if (await until())
            {
                return;
            }

            await Task.Delay(50);
        }

        (await until()).ShouldBeTrue("It did not happen within 10 s.");
    }
}

public sealed class LearningOnSqliteTests(TestServer server) : LearningTests(server), IClassFixture<TestServer>;

public sealed class LearningOnPostgreSqlTests(PostgreSqlTestServer server) : LearningTests(server.OrSkip()), IClassFixture<PostgreSqlTestServer>;
