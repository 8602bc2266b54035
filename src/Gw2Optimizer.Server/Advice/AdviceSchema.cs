using Gw2Optimizer.Server.Storage;

namespace Gw2Optimizer.Server.Advice;

/// <summary>The tables of advice. Times are milliseconds since 1970, UTC.</summary>
internal static class AdviceSchema
{
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("advice", 1, """
            -- Tokens of the language model by day, as 2025-11-16.
            CREATE TABLE model_usage (day TEXT NOT NULL PRIMARY KEY, tokens BIGINT NOT NULL);

            -- Squads that were composed, for their owners to rate. Evidence is JSON: what a rating will be about.
            CREATE TABLE compositions (
              id TEXT NOT NULL PRIMARY KEY,
              user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
              evidence TEXT NOT NULL,
              created_at BIGINT NOT NULL
            );
            CREATE INDEX compositions_by_user ON compositions (user_id);
            CREATE INDEX compositions_by_age ON compositions (created_at);

            -- Which of several equally good squads a request was answered with: the same request is answered with the same squad.
            CREATE TABLE composition_choices (request_hash TEXT NOT NULL PRIMARY KEY, choice BIGINT NOT NULL, created_at BIGINT NOT NULL);
            CREATE INDEX composition_choices_by_age ON composition_choices (created_at);

            -- One rating a user and target. Evidence is what the target was when it was rated.
            CREATE TABLE feedback (
              user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
              target_id TEXT NOT NULL,
              kind TEXT NOT NULL,
              rating DOUBLE PRECISION NOT NULL,
              comment TEXT,
              evidence TEXT NOT NULL,
              updated_at BIGINT NOT NULL,
              PRIMARY KEY (user_id, target_id)
            );
            """),
    ];
}
