using System.Data.Common;
using Dapper;

namespace Gw2Optimizer.Server.Accounts.SignIns;

/// <summary>The SQL of sign-ins, to be run inside somebody's transaction. Whoever also changes the account does so first: then no two transactions wait for each other.</summary>
internal static class SignInRows
{
    public static async Task<NewSignIn> StartAsync(DbConnection connection, UserId user, TimeSpan life, DateTimeOffset now)
    {
        var signIn = new NewSignIn(user, Guid.CreateVersion7().ToString(), Guid.NewGuid().ToString());
        await connection.ExecuteAsync(
            """
            UPDATE users SET last_seen_at = @now WHERE id = @user;
            INSERT INTO sign_ins (id, user_id, refresh_id, created_at, expires_at) VALUES (@SignInId, @user, @RefreshId, @now, @expires)
            """,
            new { signIn.SignInId, user = user.ToString(), signIn.RefreshId, now = now.ToUnixTimeMilliseconds(), expires = (now + life).ToUnixTimeMilliseconds() });
        return signIn;
    }

    /// <summary>Replaces the refresh token, where <paramref name="used"/> names the living one.</summary>
    public static async Task<NewSignIn?> RotateAsync(DbConnection connection, NewSignIn used, TimeSpan life, DateTimeOffset now)
    {
        var next = used with { RefreshId = Guid.NewGuid().ToString() };
        var rotated = await connection.ExecuteAsync(
            """
            UPDATE sign_ins SET refresh_id = @next, expires_at = @expires
            WHERE id = @SignInId AND refresh_id = @used AND ended_at IS NULL AND expires_at > @now
            """,
            new { next = next.RefreshId, expires = (now + life).ToUnixTimeMilliseconds(), used.SignInId, used = used.RefreshId, now = now.ToUnixTimeMilliseconds() });
        return rotated == 1 ? next : null;
    }

    /// <returns>False where it had ended before, or there is none.</returns>
    public static async Task<bool> EndAsync(DbConnection connection, string signInId, DateTimeOffset now) => await connection.ExecuteAsync(
        "UPDATE sign_ins SET ended_at = @now WHERE id = @signInId AND ended_at IS NULL", new { signInId, now = now.ToUnixTimeMilliseconds() }) == 1;

    /// <summary>Ends every sign-in of the user but <paramref name="kept"/>.</summary>
    public static Task<int> EndAllAsync(DbConnection connection, UserId user, string? kept, DateTimeOffset now) => connection.ExecuteAsync(
        "UPDATE sign_ins SET ended_at = @now WHERE user_id = @user AND ended_at IS NULL AND id IS DISTINCT FROM @kept",
        new { user = user.ToString(), kept, now = now.ToUnixTimeMilliseconds() });
}
