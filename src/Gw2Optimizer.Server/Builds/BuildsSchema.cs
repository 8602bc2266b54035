using Gw2Optimizer.Server.Storage;

namespace Gw2Optimizer.Server.Builds;

/// <summary>The table of builds. Times are milliseconds since 1970, UTC; lists are JSON in the API's words.</summary>
internal static class BuildsSchema
{
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("builds", 1, """
            CREATE TABLE builds (
              id TEXT NOT NULL PRIMARY KEY,
              user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
              name TEXT NOT NULL,
              profession TEXT NOT NULL,
              specialization TEXT NOT NULL,
              game_mode TEXT NOT NULL,
              role TEXT NOT NULL,
              description TEXT,
              playstyle TEXT,
              is_public BIGINT NOT NULL,
              trait_lines TEXT NOT NULL,
              skills TEXT NOT NULL,
              equipment TEXT NOT NULL,
              source_url TEXT,
              chat_code TEXT,
              created_at BIGINT NOT NULL,
              updated_at BIGINT NOT NULL,
              number BIGINT NOT NULL -- of two in one millisecond the later one has the higher
            );
            CREATE INDEX builds_by_user ON builds (user_id, created_at, number);
            CREATE INDEX builds_public ON builds (is_public, created_at, number);
            CREATE INDEX builds_by_number ON builds (number);
            """),
    ];
}
