using System.Text.Json;
using Dapper;
using Gw2Optimizer.Server.Storage;
using Gw2Optimizer.Solvers.Learning;

namespace Gw2Optimizer.Server.Learning;

/// <summary>What runs of learning came to, and which of them holds.</summary>
internal sealed class LearningVersions(Database database, TimeProvider time)
{
    private const int ListedMax = 100;
    private const string Published = "published";
    private const string Kept = "kept";

    /// <summary>Keeps a lesson as the next version, and publishes it where it is better than what holds.</summary>
    public Task<long> SaveAsync(Lesson lesson) => database.WriteAsync(async connection =>
    {
        var version = await connection.ExecuteScalarAsync<long>(
            """
            INSERT INTO learning_versions (version, status, made_at, fitted, held_out, loss_before, loss_after, priors)
            SELECT max(version) + 1, @status, @now, @fitted, @heldOut, @lossBefore, @lossAfter, @priors FROM learning_versions
            RETURNING version
            """,
            new
            {
                status = lesson.IsBetter ? Published : Kept,
                now = time.GetUtcNow().ToUnixTimeMilliseconds(),
                fitted = lesson.Fitted,
                heldOut = lesson.HeldOut,
                lossBefore = lesson.LossBefore,
                lossAfter = lesson.LossAfter,
                priors = JsonSerializer.Serialize(lesson.Priors),
            });
        if (lesson.IsBetter)
        {
            await connection.ExecuteAsync("UPDATE learning_state SET current_version = @version WHERE id = 1", new { version });
        }

        return version;
    });

    /// <summary>Has an earlier version hold again.</summary>
    /// <returns>False where there is no such version, or it was never published.</returns>
    public Task<bool> RollBackAsync(long version) => database.WriteAsync(async connection => await connection.ExecuteAsync(
        """
        UPDATE learning_state SET current_version = @version
        WHERE id = 1 AND EXISTS (SELECT 1 FROM learning_versions WHERE version = @version AND status = 'published')
        """,
        new { version }) > 0);

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<VersionAnswer>> ListAsync()
    {
        var rows = await database.ReadAsync(connection => connection.QueryAsync<Row>(
            """
            SELECT v.version AS Version, v.status AS Status, v.made_at AS MadeAt, v.fitted AS Fitted, v.held_out AS HeldOut,
              v.loss_before AS LossBefore, v.loss_after AS LossAfter, s.current_version AS CurrentVersion
            FROM learning_versions v CROSS JOIN learning_state s ORDER BY v.version DESC LIMIT @max
            """,
            new { max = ListedMax }));
        return
        [
            .. rows.Select(row => new VersionAnswer(
                row.Version, row.Status, row.Version == row.CurrentVersion, row.Version == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.MadeAt).UtcDateTime,
                row.Fitted, row.HeldOut, row.LossBefore, row.LossAfter)),
        ];
    }

    /// <summary>When a run last succeeded, whatever it came to; null: never yet.</summary>
    public async Task<DateTimeOffset?> LastSuccessAsync()
    {
        var at = await database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT coalesce(max(made_at), 0) FROM learning_versions"));
        return at == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(at);
    }

    private sealed class Row
    {
        public long Version { get; init; }

        public string Status { get; init; } = "";

        public long MadeAt { get; init; }

        public long Fitted { get; init; }

        public long HeldOut { get; init; }

        public double LossBefore { get; init; }

        public double LossAfter { get; init; }

        public long CurrentVersion { get; init; }
    }
}

/// <param name="Status"><c>published</c>, or <c>kept</c> where what held before was as good.</param>
/// <param name="MadeAt">Null for version 0, which nobody made.</param>
/// <param name="LossBefore">Mean squared error of what held before, on evidence that was held out.</param>
internal sealed record VersionAnswer(
    long Version, string Status, bool IsCurrent, DateTime? MadeAt, long Fitted, long HeldOut, double LossBefore, double LossAfter);
