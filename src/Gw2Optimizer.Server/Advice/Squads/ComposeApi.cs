using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Docs;
using Gw2Optimizer.Server.Observability.Metrics;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Advice.Squads;

/// <summary><c>POST /ai/compose-team</c>.</summary>
internal static class ComposeApi
{
    public static void MapCompose(this RouteGroupBuilder api) => api.MapPost("/ai/compose-team", ComposeAsync).RequireSignIn()
        .Told("Advice", "The best squad for a mode, a size, a pool and wishes, with its proof or its bound.")
        .TakesJson(SquadWish.Fields)
        .Answers(200, """{"id":"5b1e4a0c-5d0b-4f3e-9a63-2f7f0e1c9d10","name":"Zerg of 5","game_mode":"zerg","size":5,"subgroups":[{"members":[{"profession":"Guardian","specialization":"Firebrand","role":"stability"}]}],"score":61.2,"bound":61.2,"proven_optimal":true}""")
        .Refuses(422, ErrorCodes.PoolTooSmall).Refuses(422, ErrorCodes.NoSolution).Refuses(503, ErrorCodes.AiUnavailable);

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
