using Gw2Optimizer.Server.Storage;

namespace Gw2Optimizer.Server.Teams;

/// <summary>The tables of teams. Times are milliseconds since 1970, UTC. A member goes with its build, and with its team.</summary>
internal static class TeamsSchema
{
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("teams", 1, """
            CREATE TABLE teams (
              id TEXT NOT NULL PRIMARY KEY,
              user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
              name TEXT NOT NULL,
              game_mode TEXT NOT NULL,
              size BIGINT NOT NULL,
              description TEXT,
              is_public BIGINT NOT NULL,
              created_at BIGINT NOT NULL,
              updated_at BIGINT NOT NULL,
              number BIGINT NOT NULL -- of two in one millisecond the later one has the higher
            );
            CREATE INDEX teams_by_user ON teams (user_id, created_at, number);
            CREATE INDEX teams_public ON teams (is_public, created_at, number);
            CREATE INDEX teams_by_number ON teams (number);

            CREATE TABLE team_members (
              id TEXT NOT NULL PRIMARY KEY,
              team_id TEXT NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
              build_id TEXT NOT NULL REFERENCES builds (id) ON DELETE CASCADE,
              slot_number BIGINT NOT NULL,
              role TEXT NOT NULL,
              player_name TEXT,
              UNIQUE (team_id, slot_number)
            );
            CREATE INDEX team_members_by_build ON team_members (build_id);
            """),
    ];
}
