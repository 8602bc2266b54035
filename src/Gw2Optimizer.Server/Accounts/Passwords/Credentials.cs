using System.Data.Common;
using Dapper;
using Gw2Optimizer.Server.Accounts.SignIns;
using Gw2Optimizer.Server.Configuration;
using Gw2Optimizer.Server.Storage;

namespace Gw2Optimizer.Server.Accounts.Passwords;

/// <summary>Proves who somebody is by password, and locks an account at which too many wrong ones were tried.</summary>
/// <remarks>
/// The verdict falls in the statement that counts, so that of many guesses at once, on whatever node, only the first few can win. Every refusal hashes once and runs the
/// same statements: an unknown name, a locked account and a wrong password take alike.
/// </remarks>
internal sealed class Credentials(Database database, PasswordHashes hashes, Settings settings, TimeProvider time)
{
    /// <summary>Wrong passwords in a row that lock the account.</summary>
    public const int WrongPasswordsMax = 5;

    /// <param name="name">E-mail or user name, in any case.</param>
    /// <returns>The new sign-in, or null.</returns>
    public async Task<NewSignIn?> SignInAsync(string name, string password)
    {
        var known = await database.ReadAsync(connection => connection.QuerySingleOrDefaultAsync<Known>(
            "SELECT id AS Id, password_hash AS Hash FROM users WHERE email_folded = @name OR username_folded = @name", new { name = Folded.Of(name) }));
        var right = await hashes.VerifyAsync(known?.Hash, password);
        return await database.WriteAsync(async connection =>
            await IsProvenAsync(connection, known, right) ? await SignInRows.StartAsync(connection, UserId.Parse(known!.Id), settings.RefreshTokenLife, time.GetUtcNow()) : null);
    }

    /// <summary>Replaces the password and ends every other sign-in.</summary>
    /// <returns>False where the current password is wrong, or the account locked.</returns>
    public async Task<bool> ChangePasswordAsync(UserId user, string current, string wanted, string keptSignIn)
    {
        var known = await database.ReadAsync(connection => connection.QuerySingleOrDefaultAsync<Known>(
            "SELECT id AS Id, password_hash AS Hash FROM users WHERE id = @id", new { id = user.ToString() }));
        var right = await hashes.VerifyAsync(known?.Hash, current);
        var hash = right ? await hashes.HashAsync(wanted) : "";
        return await database.WriteAsync(async connection =>
        {
            if (!await IsProvenAsync(connection, known, right))
            {
                return false;
            }

            await connection.ExecuteAsync("UPDATE users SET password_hash = @hash WHERE id = @id", new { hash, id = known!.Id });
            await SignInRows.EndAllAsync(connection, user, keptSignIn, time.GetUtcNow());
            return true;
        });
    }

    private async Task<bool> IsProvenAsync(DbConnection connection, Known? known, bool right)
    {
        var now = time.GetUtcNow();
        var proven = await connection.ExecuteScalarAsync<long?>(
            """
            UPDATE users SET
              wrong_passwords = CASE WHEN password_hash = @matched OR wrong_passwords + 1 >= @max THEN 0 ELSE wrong_passwords + 1 END,
              locked_until = CASE WHEN password_hash = @matched OR wrong_passwords + 1 < @max THEN 0 ELSE @lockedUntil END
            WHERE id = @id AND locked_until <= @now AND banned_at IS NULL
            RETURNING CASE WHEN password_hash = @matched THEN 1 ELSE 0 END
            """,
            new
            {
                id = known?.Id ?? "",
                // The password may have been changed since its hash was read: only this one was found to match.
                matched = right ? known?.Hash : null,
                max = WrongPasswordsMax,
                now = now.ToUnixTimeMilliseconds(),
                lockedUntil = (now + settings.LoginLock).ToUnixTimeMilliseconds(),
            }) is 1;
        if (!proven)
        {
            await connection.ExecuteAsync("UPDATE refused_sign_ins SET count = count + 1");
        }

        return proven;
    }

    private sealed record Known(string Id, string? Hash);
}
