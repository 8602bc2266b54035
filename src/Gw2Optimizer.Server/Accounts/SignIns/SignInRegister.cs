using Dapper;
using Gw2Optimizer.Server.Configuration;
using Gw2Optimizer.Server.Storage;

namespace Gw2Optimizer.Server.Accounts.SignIns;

/// <summary>Every sign-in, and whether it still lives. The truth is in the database.</summary>
internal sealed partial class SignInRegister(Database database, SignInCache cache, Settings settings, TimeProvider time, ILogger<SignInRegister> log)
{
    /// <summary>How exactly an account's last use is known; each note of it is a write.</summary>
    private static readonly TimeSpan SeenResolution = TimeSpan.FromMinutes(10);

    public Task<NewSignIn> StartAsync(UserId user) =>
        database.WriteAsync(connection => SignInRows.StartAsync(connection, user, settings.RefreshTokenLife, time.GetUtcNow()));

    /// <summary>Makes an account without a name, and signs it in.</summary>
    public Task<NewSignIn> StartGuestAsync() => database.WriteAsync(async connection =>
    {
        var (user, now) = (UserId.New(), time.GetUtcNow());
        await connection.ExecuteAsync(
            "INSERT INTO users (id, is_guest, created_at, last_seen_at) VALUES (@id, 1, @now, @now)", new { id = user.ToString(), now = now.ToUnixTimeMilliseconds() });
        return await SignInRows.StartAsync(connection, user, settings.RefreshTokenLife, now);
    });

    /// <summary>Spends a refresh token. One that was spent before ends the whole sign-in: somebody has a copy.</summary>
    public async Task<NewSignIn?> RotateAsync(NewSignIn used)
    {
        var (next, isEnded) = await database.WriteAsync(async connection =>
        {
            var now = time.GetUtcNow();
            var rotated = await SignInRows.RotateAsync(connection, used, settings.RefreshTokenLife, now);
            return (rotated, rotated is null && await SignInRows.EndAsync(connection, used.SignInId, now));
        });
        if (isEnded)
        {
            cache.Forget(used.UserId);
            RefreshRefused(log, used.UserId);
        }

        return next;
    }

    public async Task EndAsync(UserId user, string signInId)
    {
        await database.WriteAsync(connection => SignInRows.EndAsync(connection, signInId, time.GetUtcNow()));
        cache.Forget(user);
    }

    public async Task EndAllAsync(UserId user)
    {
        await database.WriteAsync(connection => SignInRows.EndAllAsync(connection, user, kept: null, time.GetUtcNow()));
        cache.Forget(user);
    }

    /// <summary>Shuts the account and ends its sign-ins.</summary>
    /// <returns>False where there is no such account.</returns>
    public async Task<bool> BanAsync(UserId user)
    {
        var banned = await database.WriteAsync(async connection =>
        {
            // The account first: a sign-in that another node makes at this moment is either there to be ended, or finds the account shut.
            var now = time.GetUtcNow();
            var shut = await connection.ExecuteAsync(
                "UPDATE users SET banned_at = coalesce(banned_at, @now) WHERE id = @user", new { user = user.ToString(), now = now.ToUnixTimeMilliseconds() });
            await SignInRows.EndAllAsync(connection, user, kept: null, now);
            return shut;
        });
        cache.Forget(user);
        return banned == 1;
    }

    /// <summary>The sign-in, where it has neither ended nor run out and its account may be used.</summary>
    public async ValueTask<LivingSignIn?> FindAsync(string signInId)
    {
        if (cache.Find(signInId) is { } known)
        {
            return known;
        }

        var (look, now) = (cache.Look(), time.GetUtcNow());
        var row = await database.ReadAsync(connection => connection.QuerySingleOrDefaultAsync<Row>(
            """
            SELECT u.id AS UserId, u.is_guest AS IsGuest, u.is_superuser AS IsSuperuser, u.last_seen_at AS SeenAt
            FROM sign_ins s JOIN users u ON u.id = s.user_id
            WHERE s.id = @signInId AND s.ended_at IS NULL AND s.expires_at > @now AND u.banned_at IS NULL
            """,
            new { signInId, now = now.ToUnixTimeMilliseconds() }));
        if (row is null)
        {
            return null;
        }

        var living = new LivingSignIn(UserId.Parse(row.UserId), signInId, row.IsGuest != 0, row.IsSuperuser != 0);
        cache.Keep(living, look);
        if (now.ToUnixTimeMilliseconds() - row.SeenAt >= SeenResolution.TotalMilliseconds)
        {
            await NoteSeenAsync(living.UserId, now);
        }

        return living;
    }

    /// <summary>Removes sign-ins that ran out before then.</summary>
    public Task<int> RemoveExpiredAsync(DateTimeOffset before) => database.WriteAsync(connection =>
        connection.ExecuteAsync("DELETE FROM sign_ins WHERE expires_at < @before", new { before = before.ToUnixTimeMilliseconds() }));

    private Task<int> NoteSeenAsync(UserId user, DateTimeOffset now) => database.WriteAsync(connection => connection.ExecuteAsync(
        "UPDATE users SET last_seen_at = @now WHERE id = @user", new { user = user.ToString(), now = now.ToUnixTimeMilliseconds() }));

    [LoggerMessage(LogLevel.Warning, "A spent refresh token of user {User} was used again; its sign-in is ended.", EventName = "refresh_reused")]
    private static partial void RefreshRefused(ILogger log, UserId user);

    private sealed record Row(string UserId, long IsGuest, long IsSuperuser, long SeenAt);
}
