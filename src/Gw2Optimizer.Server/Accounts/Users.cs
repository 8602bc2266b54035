using System.Text.Json;
using Dapper;
using Gw2Optimizer.Server.Storage;
using Microsoft.Data.Sqlite;

namespace Gw2Optimizer.Server.Accounts;

/// <summary>The table of users.</summary>
internal sealed class Users(Database database, TimeProvider time)
{
    private const string Columns = """
        id AS Id, email AS Email, username AS Username, is_guest AS IsGuest, is_superuser AS IsSuperuser,
        full_name AS FullName, bio AS Bio, preferences AS Preferences, created_at AS CreatedAt
        """;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public User? Find(UserId id) => database.Read(connection => Find(connection, id));

    public User? FindByName(string username) => database.Read(connection =>
        ToUser(connection.QuerySingleOrDefault<Row>($"SELECT {Columns} FROM users WHERE username_folded = @name", new { name = Folded.Of(username) })));

    /// <summary>Whether somebody has the e-mail or the name; the e-mail is told first.</summary>
    public RegisterOutcome? FindConflict(Registration wish) => database.Read(connection => Conflict(connection, wish));

    /// <summary>Makes an account, or turns the guest <paramref name="guest"/> into one that keeps its id.</summary>
    public Task<RegisterOutcome> RegisterAsync(Registration wish, string passwordHash, UserId? guest, bool superuser = false) => database.WriteAsync(connection =>
    {
        if (Conflict(connection, wish) is { } conflict)
        {
            return conflict;
        }

        // A guest that registered meanwhile is nobody's to take over again.
        var id = guest is { } one && Find(connection, one) is { IsGuest: true } ? one : UserId.New();
        var values = new
        {
            id = id.ToString(),
            email = wish.Email,
            emailFolded = Folded.Of(wish.Email),
            username = wish.Username,
            usernameFolded = Folded.Of(wish.Username),
            passwordHash,
            superuser,
            now = Now,
        };
        connection.Execute(
            """
            INSERT INTO users (id, email, email_folded, username, username_folded, password_hash, is_superuser, created_at, last_seen_at)
            VALUES (@id, @email, @emailFolded, @username, @usernameFolded, @passwordHash, @superuser, @now, @now)
            ON CONFLICT (id) DO UPDATE SET email = excluded.email, email_folded = excluded.email_folded, username = excluded.username,
              username_folded = excluded.username_folded, password_hash = excluded.password_hash, is_guest = 0, last_seen_at = excluded.last_seen_at
            """,
            values);
        return new RegisterOutcome.Registered(Find(connection, id)!);
    });

    /// <summary>Sets what <paramref name="change"/> mentions.</summary>
    public Task<User?> ChangeAsync(UserId id, ProfileChange change) => database.WriteAsync(connection =>
    {
        connection.Execute(
            """
            UPDATE users SET
              full_name = CASE WHEN @hasFullName THEN @fullName ELSE full_name END,
              bio = CASE WHEN @hasBio THEN @bio ELSE bio END,
              preferences = CASE WHEN @hasPreferences THEN coalesce(@preferences, '{}') ELSE preferences END
            WHERE id = @id
            """,
            new
            {
                id = id.ToString(),
                hasFullName = change.HasFullName,
                fullName = change.FullName,
                hasBio = change.HasBio,
                bio = change.Bio,
                hasPreferences = change.HasPreferences,
                preferences = change.Preferences?.GetRawText(),
            });
        return Find(connection, id);
    });

    /// <summary>Accounts seen since then, without guests.</summary>
    public long CountSeenSince(DateTimeOffset since) => database.Read(connection => connection.ExecuteScalar<long>(
        "SELECT count(*) FROM users WHERE is_guest = 0 AND last_seen_at >= @since", new { since = since.ToUnixTimeMilliseconds() }));

    /// <summary>Removes the guests that nobody has used since then, with all that hangs on them.</summary>
    public Task<int> RemoveGuestsUnusedSinceAsync(DateTimeOffset since) => database.WriteAsync(connection => connection.Execute(
        "DELETE FROM users WHERE is_guest = 1 AND last_seen_at < @since", new { since = since.ToUnixTimeMilliseconds() }));

    private static User? Find(SqliteConnection connection, UserId id) =>
        ToUser(connection.QuerySingleOrDefault<Row>($"SELECT {Columns} FROM users WHERE id = @id", new { id = id.ToString() }));

    private static RegisterOutcome? Conflict(SqliteConnection connection, Registration wish) =>
        connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM users WHERE email_folded = @email)", new { email = Folded.Of(wish.Email) }) ? new RegisterOutcome.EmailTaken()
        : connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM users WHERE username_folded = @name)", new { name = Folded.Of(wish.Username) }) ? new RegisterOutcome.UsernameTaken()
        : null;

    private static User? ToUser(Row? row) => row is null
        ? null
        : new User(
            row.Id,
            row.Email,
            row.Username,
            row.IsGuest != 0,
            row.IsSuperuser != 0,
            row.FullName,
            row.Bio,
            JsonElement.Parse(row.Preferences),
            DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt).UtcDateTime);

    private sealed record Row(
        string Id, string? Email, string? Username, long IsGuest, long IsSuperuser, string? FullName, string? Bio, string Preferences, long CreatedAt);
}
