using Gw2Optimizer.Server.Storage;

namespace Gw2Optimizer.Server.Learning;

/// <summary>The tables of learning. Times are milliseconds since 1970, UTC.</summary>
internal static class LearningSchema
{
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("learning", 1, """
            -- What each run came to. Version 0 is what the data say before anything is learned.
            CREATE TABLE learning_versions (
              version BIGINT NOT NULL PRIMARY KEY,
              status TEXT NOT NULL,
              made_at BIGINT NOT NULL,
              fitted BIGINT NOT NULL,
              held_out BIGINT NOT NULL,
              loss_before DOUBLE PRECISION NOT NULL,
              loss_after DOUBLE PRECISION NOT NULL,
              priors TEXT NOT NULL
            );
            INSERT INTO learning_versions VALUES (0, 'published', 0, 0, 0, 0, 0, '{"Specializations":{},"Pairs":{}}');

            -- One row: the version that holds, who is running until when, and the last night that was run for.
            CREATE TABLE learning_state (
              id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
              current_version BIGINT NOT NULL REFERENCES learning_versions (version),
              run_by TEXT,
              run_until BIGINT NOT NULL,
              last_night TEXT NOT NULL
            );
            INSERT INTO learning_state VALUES (1, 0, NULL, 0, '');
            """),
    ];
}
