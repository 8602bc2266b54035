using System.Collections.ObjectModel;
using System.Data.Common;
using System.Text.Json;
using Dapper;
using Gw2Optimizer.Server.Storage;

namespace Gw2Optimizer.Server.Accounts;

/// <summary>The table of users.</summary>
internal sealed class Users(Database database, TimeProvider time)
{
    private const string Columns = """
        id AS Id, email AS Email, username AS Username, is_guest AS IsGuest, is_superuser AS IsSuperuser,
        full_name AS FullName, bio AS Bio, preferences AS Preferences, created_at AS CreatedAt
        """;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public Task<User?> FindAsync(UserId id) => database.ReadAsync(connection => FindAsync(connection, id));

    public Task<User?> FindByNameAsync(string username) => database.ReadAsync(async connection =>
        ToUser(await connection.QuerySingleOrDefaultAsync<Row>($"SELECT {Columns} FROM users WHERE username_folded = @name", new { name = Folded.Of(username) })));

    /// <summary>The names of those accounts that have one.</summary>
    public async Task<IReadOnlyDictionary<UserId, string>> FindNamesAsync(IReadOnlyCollection<UserId> ids)
    {
        if (ids.Count == 0)
        {
            return ReadOnlyDictionary<UserId, string>.Empty;
        }

        var values = new DynamicParameters(ids.Select((id, i) => new KeyValuePair<string, object>($"id{i}", id.ToString())));
        var list = string.Join(", ", ids.Select((_, i) => $"@id{i}"));
        var named = await database.ReadAsync(connection =>
            connection.QueryAsync<(string Id, string Name)>($"SELECT id, username FROM users WHERE id IN ({list}) AND username IS NOT NULL", values));
        return named.ToDictionary(one => UserId.Parse(one.Id), one => one.Name);
    }

    /// <summary>Whether somebody has the e-mail or the name; the e-mail is told first.</summary>
    public Task<RegisterOutcome?> FindConflictAsync(Registration wish) => database.ReadAsync(connection => ConflictAsync(connection, wish));

    /// <summary>Makes an account, or turns the guest <paramref name="guest"/> into one that keeps its id.</summary>
    public async Task<RegisterOutcome> RegisterAsync(Registration wish, string passwordHash, UserId? guest, bool superuser = false)
    {
        try
        {
            return await database.WriteAsync(connection => RegisterAsync(connection, wish, passwordHash, guest, superuser));
        }
        catch (DuplicateException e)
        {
            // Somebody on another node was as fast, and is there by now.
            return await FindConflictAsync(wish) ?? throw new InvalidOperationException("A new account clashes with none.", e);
        }
    }

    /// <summary>Sets what <paramref name="change"/> mentions.</summary>
    public Task<User?> ChangeAsync(UserId id, ProfileChange change) => database.WriteAsync(async connection =>
    {
        await connection.ExecuteAsync(
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
        return await FindAsync(connection, id);
    });

    /// <summary>Accounts seen since then, without guests.</summary>
    public Task<long> CountSeenSinceAsync(DateTimeOffset since) => database.ReadAsync(connection => connection.ExecuteScalarAsync<long>(
        "SELECT count(*) FROM users WHERE is_guest = 0 AND last_seen_at >= @since", new { since = since.ToUnixTimeMilliseconds() }));

    /// <summary>Removes the guests that nobody has used since then, with all that hangs on them.</summary>
    public Task<int> RemoveGuestsUnusedSinceAsync(DateTimeOffset since) => database.WriteAsync(connection => connection.ExecuteAsync(
        "DELETE FROM users WHERE is_guest = 1 AND last_seen_at < @since", new { since = since.ToUnixTimeMilliseconds() }));

    private static async Task<User?> FindAsync(DbConnection connection, UserId id) =>
        ToUser(await connection.QuerySingleOrDefaultAsync<Row>($"SELECT {Columns} FROM users WHERE id = @id", new { id = id.ToString() }));

    private static async Task<RegisterOutcome?> ConflictAsync(DbConnection connection, Registration wish) =>
        await connection.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT 1 FROM users WHERE email_folded = @email)", new { email = Folded.Of(wish.Email) }) ? new RegisterOutcome.EmailTaken()
        : await connection.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT 1 FROM users WHERE username_folded = @name)", new { name = Folded.Of(wish.Username) }) ? new RegisterOutcome.UsernameTaken()
        : null;

    private async Task<RegisterOutcome> RegisterAsync(DbConnection connection, Registration wish, string passwordHash, UserId? guest, bool superuser)
    {
        if (await ConflictAsync(connection, wish) is { } conflict)
        {
            return conflict;
        }

        var id = guest ?? UserId.New();
        if (guest is null || !await UpgradeAsync(connection, id, wish, passwordHash))
        {
            // A guest that registered meanwhile is nobody's to take over again.
            id = UserId.New();
            await InsertAsync(connection, id, wish, passwordHash, superuser);
        }

        return new RegisterOutcome.Registered((await FindAsync(connection, id))!);
    }

    private Task<int> InsertAsync(DbConnection connection, UserId id, Registration wish, string passwordHash, bool superuser) => connection.ExecuteAsync(
        """
        INSERT INTO users (id, email, email_folded, username, username_folded, password_hash, is_superuser, created_at, last_seen_at)
        VALUES (@id, @email, @emailFolded, @username, @usernameFolded, @passwordHash, @isSuperuser, @now, @now)
        """,
        Values(id, wish, passwordHash, superuser));

    /// <returns>False where the account is no guest's any more.</returns>
    private async Task<bool> UpgradeAsync(DbConnection connection, UserId id, Registration wish, string passwordHash) => await connection.ExecuteAsync(
        """
        UPDATE users SET email = @email, email_folded = @emailFolded, username = @username, username_folded = @usernameFolded,
          password_hash = @passwordHash, is_guest = 0, last_seen_at = @now
        WHERE id = @id AND is_guest = 1 AND banned_at IS NULL
        """,
        Values(id, wish, passwordHash, superuser: false)) == 1;

    private object Values(UserId id, Registration wish, string passwordHash, bool superuser) => new
    {
        id = id.ToString(),
        email = wish.Email,
        emailFolded = Folded.Of(wish.Email),
        username = wish.Username,
        usernameFolded = Folded.Of(wish.Username),
        passwordHash,
        isSuperuser = superuser ? 1 : 0,
        now = Now,
    };

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
