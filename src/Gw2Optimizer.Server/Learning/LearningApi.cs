using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Docs;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Learning;

/// <summary>Learning, for operators.</summary>
internal static class LearningApi
{
    public static void MapLearningApi(this RouteGroupBuilder api)
    {
        api.MapPost("/learning/run", RunAsync).RequireSuperuser()
            .Told("Learning", "Learns now; what is better than before is published.").Answers(202, """{"status":"running"}""").Refuses(409, ErrorCodes.AlreadyRunning);
        api.MapGet("/learning/versions", async (LearningVersions versions) => JsonAnswers.Ok(await versions.ListAsync())).RequireSuperuser()
            .Told("Learning", "Every version that was learned, newest first.").Answers(200, """[{"version":1}]""");
        api.MapPost("/learning/rollback", RollBackAsync).RequireSuperuser()
            .Told("Learning", "Goes back to a version that was published before.").TakesJson(Field.Whole("version", 0, int.MaxValue, 1)).Answers(200, """{"version":1}""").Refuses(404, ErrorCodes.NotFound);
    }

    private static async Task<IResult> RunAsync(Learner learner) => await learner.StartAsync() is null
        ? ApiError.Conflict(ErrorCodes.AlreadyRunning, "A run is under way; wait for its end.")
        : Results.Json(new { Status = "running" }, JsonAnswers.Options, statusCode: StatusCodes.Status202Accepted);

    private static async Task<IResult> RollBackAsync(HttpContext http, LearningVersions versions)
    {
        var body = await JsonBody.ReadAsync(http);
        if (body.Refusal is { } unreadable)
        {
            return unreadable;
        }

        var version = body.Fields.RequiredInteger("version", 0, int.MaxValue);
        return body.Fields.Refusal is { } invalid ? invalid
            : await versions.RollBackAsync(version) ? JsonAnswers.Ok(new { Version = version })
            : ApiError.NotFound(detail: $"No version {version} was ever published.");
    }
}
