using GameSessions.Storage.Sqlite;

namespace Gw2Optimizer.Server.Accounts;

/// <summary>The tables of accounts. Times are milliseconds since 1970, UTC.</summary>
internal static class AccountsSchema
{
    public static IReadOnlyList<SqliteMigration> Migrations { get; } =
    [
        new("accounts", 1, """
            CREATE TABLE users (
              id TEXT NOT NULL PRIMARY KEY,
              email TEXT,
              email_folded TEXT UNIQUE,
              username TEXT,
              username_folded TEXT UNIQUE,
              password_hash TEXT,
              is_guest INTEGER NOT NULL DEFAULT 0,
              is_superuser INTEGER NOT NULL DEFAULT 0,
              full_name TEXT,
              bio TEXT,
              preferences TEXT NOT NULL DEFAULT '{}',
              wrong_passwords INTEGER NOT NULL DEFAULT 0,
              locked_until INTEGER NOT NULL DEFAULT 0,
              created_at INTEGER NOT NULL,
              last_seen_at INTEGER NOT NULL,
              banned_at INTEGER
            ) WITHOUT ROWID;
            CREATE INDEX users_by_last_seen ON users (is_guest, last_seen_at);

            -- A sign-in and everything refreshed from it: one family of tokens.
            CREATE TABLE sign_ins (
              id TEXT NOT NULL PRIMARY KEY,
              user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
              refresh_id TEXT NOT NULL,
              created_at INTEGER NOT NULL,
              expires_at INTEGER NOT NULL,
              ended_at INTEGER
            ) WITHOUT ROWID;
            CREATE INDEX sign_ins_by_user ON sign_ins (user_id);
            CREATE INDEX sign_ins_by_expiry ON sign_ins (expires_at);

            -- Refusals that concern no account: written so that they cost what a wrong password costs.
            CREATE TABLE refused_sign_ins (id INTEGER PRIMARY KEY CHECK (id = 1), count INTEGER NOT NULL);
            INSERT INTO refused_sign_ins VALUES (1, 0);
            """),
    ];
}
