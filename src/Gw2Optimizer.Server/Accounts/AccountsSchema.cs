using Gw2Optimizer.Server.Practice;
using Gw2Optimizer.Server.Storage;

namespace Gw2Optimizer.Server.Accounts;

/// <summary>The tables of accounts. Times are milliseconds since 1970, UTC.</summary>
internal static class AccountsSchema
{
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("accounts", 1, """
            CREATE TABLE users (
              id TEXT NOT NULL PRIMARY KEY,
              email TEXT,
              email_folded TEXT UNIQUE,
              username TEXT,
              username_folded TEXT UNIQUE,
              password_hash TEXT,
              is_guest BIGINT NOT NULL DEFAULT 0,
              is_superuser BIGINT NOT NULL DEFAULT 0,
              full_name TEXT,
              bio TEXT,
              preferences TEXT NOT NULL DEFAULT '{}',
              wrong_passwords BIGINT NOT NULL DEFAULT 0,
              locked_until BIGINT NOT NULL DEFAULT 0,
              created_at BIGINT NOT NULL,
              last_seen_at BIGINT NOT NULL,
              banned_at BIGINT
            );
            CREATE INDEX users_by_last_seen ON users (is_guest, last_seen_at);

            -- A sign-in and everything refreshed from it: one family of tokens.
            CREATE TABLE sign_ins (
              id TEXT NOT NULL PRIMARY KEY,
              user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
              refresh_id TEXT NOT NULL,
              created_at BIGINT NOT NULL,
              expires_at BIGINT NOT NULL,
              ended_at BIGINT
            );
            CREATE INDEX sign_ins_by_user ON sign_ins (user_id);
            CREATE INDEX sign_ins_by_expiry ON sign_ins (expires_at);

            -- Counts every refusal, so that one that concerns no account costs what a wrong password costs.
            CREATE TABLE refused_sign_ins (id BIGINT PRIMARY KEY CHECK (id = 1), count BIGINT NOT NULL);
            INSERT INTO refused_sign_ins VALUES (1, 0);
            """),
        PracticeAccount.Migration,
    ];
}
