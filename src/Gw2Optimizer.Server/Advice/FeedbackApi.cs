using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Docs;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Advice;

/// <summary><c>POST /ai/feedback</c>: what users think of squads, builds and teams, for learning.</summary>
internal static class FeedbackApi
{
    public const double RatingMax = 10;

    private const int CommentCharactersMax = 1_000;

    public static void MapFeedback(this RouteGroupBuilder api) => api.MapPost("/ai/feedback", RateAsync).RequireSignIn()
        .Told("Advice", "Rates an own composition, or a build or team that the caller may read; the last rating counts.")
        .TakesJson(Field.Formatted("target_id", "uuid", "5b1e4a0c-5d0b-4f3e-9a63-2f7f0e1c9d10"), Field.Fraction("rating", 0, 10, 8), Field.Text("comment", 0, 1_000, "Held the line.").Optional())
        .Answers(201, """{"target_id":"5b1e4a0c-5d0b-4f3e-9a63-2f7f0e1c9d10","rating":8}""").Refuses(404, ErrorCodes.TargetNotFound);

    private static async Task<IResult> RateAsync(HttpContext http, RatingTargets targets, Feedback feedback)
    {
        var body = await JsonBody.ReadAsync(http);
        if (body.Refusal is { } unreadable)
        {
            return unreadable;
        }

        var target = body.Fields.RequiredId("target_id");
        var rating = body.Fields.RequiredNumber("rating", 0, RatingMax);
        var comment = body.Fields.OptionalText("comment", CommentCharactersMax);
        if (body.Fields.Refusal is { } invalid)
        {
            return invalid;
        }

        var user = http.RequiredSignIn().UserId;
        if (await targets.FindAsync(target, user) is not { } found)
        {
            return ApiError.NotFound(ErrorCodes.TargetNotFound, "There is nothing of that id that you could rate.");
        }

        return JsonAnswers.Created(await feedback.SaveAsync(user, target, found.Kind, found.Thing, rating, comment));
    }
}
