using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Limits;
using Gw2Optimizer.Server.Observability.Metrics;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Advice.Squads;

/// <summary><c>POST /ai/compose-team</c>.</summary>
internal static class ComposeApi
{
    public static void MapCompose(this RouteGroupBuilder api) => api.MapPost("/ai/compose-team", ComposeAsync).RequireSignIn().CountedAs(RateClass.Ai);

    private static async Task<IResult> ComposeAsync(HttpContext http, SquadAdvice advice, FeatureMetrics metrics)
    {
        var body = await JsonBody.ReadAsync(http);
        if (body.Refusal is { } unreadable)
        {
            return unreadable;
        }

        var wish = SquadWish.Read(body.Fields);
        if (body.Fields.Refusal is { } invalid)
        {
            return invalid;
        }

        var (answer, refusal) = await advice.ComposeAsync(wish, http.RequiredSignIn().UserId, http.RequestAborted);
        metrics.Count(AdviceOperations.ComposeTeam, answer?.Metadata.Source, refusal);
        return refusal is null ? JsonAnswers.Ok(answer) : refusal;
    }
}
