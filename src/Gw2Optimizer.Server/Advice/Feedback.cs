using System.Text.Json;
using Dapper;
using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Storage;

namespace Gw2Optimizer.Server.Advice;

/// <summary>The table of ratings: one a user and target, the last counts.</summary>
internal sealed class Feedback(Database database, TimeProvider time)
{
    public Task<FeedbackAnswer> SaveAsync(UserId user, Guid target, string kind, RatedThing thing, double rating, string? comment)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(async connection =>
        {
            await connection.ExecuteAsync(
                """
                INSERT INTO feedback (user_id, target_id, kind, rating, comment, evidence, updated_at)
                VALUES (@user, @target, @kind, @rating, @comment, @evidence, @now)
                ON CONFLICT (user_id, target_id) DO UPDATE SET
                  kind = excluded.kind, rating = excluded.rating, comment = excluded.comment, evidence = excluded.evidence, updated_at = excluded.updated_at
                """,
                new
                {
                    user = user.ToString(),
                    target = target.ToString("D"),
                    kind,
                    rating,
                    comment,
                    evidence = JsonSerializer.Serialize(thing),
                    now = now.ToUnixTimeMilliseconds(),
                });
            return new FeedbackAnswer(target, kind, rating, comment, now.UtcDateTime);
        });
    }
}

/// <param name="TargetKind"><c>composition</c>, <c>build</c> or <c>team</c>.</param>
internal sealed record FeedbackAnswer(Guid TargetId, string TargetKind, double Rating, string? Comment, DateTime UpdatedAt);
