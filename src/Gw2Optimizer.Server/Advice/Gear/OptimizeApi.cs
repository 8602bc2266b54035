using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Docs;
using Gw2Optimizer.Server.Observability.Metrics;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Advice.Gear;

/// <summary><c>POST /ai/optimize-build</c>. A stored build stays as it is.</summary>
internal static class OptimizeApi
{
    public static void MapOptimize(this RouteGroupBuilder api) => api.MapPost("/ai/optimize-build", OptimizeAsync).RequireSignIn()
        .Told("Advice", "The best gear for a build, with its proof or its bound; a stored build stays as it is.")
        .TakesJson(GearWish.Fields)
        .Answers(200, """{"changes":[{"slot":"Helm","from":null,"to":"Berserker"}],"score":3759.1,"bound":3759.1,"proven_optimal":true,"explanation":[],"source":"solver"}""")
        .Refuses(404, ErrorCodes.BuildNotFound).Refuses(422, ErrorCodes.NoSolution).Refuses(503, ErrorCodes.AiUnavailable);

    private static async Task<IResult> OptimizeAsync(HttpContext http, GearAdvice advice, StoredBuilds builds, FeatureMetrics metrics)
    {
        var body = await JsonBody.ReadAsync(http);
        if (body.Refusal is { } unreadable)
        {
            return unreadable;
        }

        var wish = GearWish.Read(body.Fields);
        if (body.Fields.Refusal is { } invalid)
        {
            return invalid;
        }

        var build = wish.Build ?? await builds.FindAsync(wish.BuildId!.Value, http.RequiredSignIn().UserId);
        if (build is null)
        {
            return ApiError.NotFound(ErrorCodes.BuildNotFound, "There is no such build.");
        }

        var (answer, refusal) = await advice.OptimizeAsync(build, wish, http.RequestAborted);
        metrics.Count(AdviceOperations.OptimizeBuild, answer?.Source, refusal);
        return refusal is null ? JsonAnswers.Ok(answer) : refusal;
    }
}
