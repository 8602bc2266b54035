using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Limits;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Advice;

/// <summary><c>POST /ai/feedback</c>: what users think of squads, builds and teams, for learning.</summary>
internal static class FeedbackApi
{
    public const double RatingMax = 10;

    private const int IdCharactersMax = 80;
    private const int CommentCharactersMax = 1_000;

    public static void MapFeedback(this RouteGroupBuilder api) => api.MapPost("/ai/feedback", RateAsync).RequireSignIn().CountedAs(RateClass.Ai);

    private static async Task<IResult> RateAsync(HttpContext http, RatingTargets targets, Feedback feedback)
    {
        var body = await JsonBody.ReadAsync(http);
        if (body.Refusal is { } unreadable)
        {
            return unreadable;
        }

        var target = body.Fields.RequiredText("target_id", 1, IdCharactersMax);
        var rating = body.Fields.RequiredNumber("rating", 0, RatingMax);
        var comment = body.Fields.OptionalText("comment", CommentCharactersMax);
        if (body.Fields.Refusal is { } invalid)
        {
            return invalid;
        }

        var user = http.RequiredSignIn().UserId;
        if (!Guid.TryParseExact(target, "D", out var id) || await targets.FindAsync(id, user) is not { } found)
        {
            return ApiError.NotFound(ErrorCodes.TargetNotFound, "There is nothing of that id that you could rate.");
        }

        return JsonAnswers.Created(await feedback.SaveAsync(user, id, found.Kind, found.Thing, rating, comment));
    }
}
