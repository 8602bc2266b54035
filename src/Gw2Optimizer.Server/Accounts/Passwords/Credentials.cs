using Dapper;
using Gw2Optimizer.Server.Accounts.SignIns;
using Gw2Optimizer.Server.Configuration;
using Gw2Optimizer.Server.Storage;
using Microsoft.Data.Sqlite;

namespace Gw2Optimizer.Server.Accounts.Passwords;

/// <summary>Proves who somebody is by password, and locks an account at which too many wrong ones were tried.</summary>
/// <remarks>
/// The verdict falls inside the transaction that counts, so that of many guesses at once only the first few can win. Every refusal hashes once and writes one row: an
/// unknown name, a locked account and a wrong password take alike.
/// </remarks>
internal sealed class Credentials(Database database, PasswordHashes hashes, Settings settings, TimeProvider time)
{
    /// <summary>Wrong passwords in a row that lock the account.</summary>
    public const int WrongPasswordsMax = 5;

    /// <param name="name">E-mail or user name, in any case.</param>
    /// <returns>The new sign-in, or null.</returns>
    public async Task<NewSignIn?> SignInAsync(string name, string password)
    {
        var known = database.Read(connection => connection.QuerySingleOrDefault<Known>(
            "SELECT id AS Id, password_hash AS Hash FROM users WHERE email_folded = @name OR username_folded = @name", new { name = Folded.Of(name) }));
        var right = await hashes.VerifyAsync(known?.Hash, password);
        return await database.WriteAsync(connection =>
            IsProven(connection, known, right) ? SignInRows.Start(connection, UserId.Parse(known!.Id), settings.RefreshTokenLife, time.GetUtcNow()) : null);
    }

    /// <summary>Replaces the password and ends every other sign-in.</summary>
    /// <returns>False where the current password is wrong, or the account locked.</returns>
    public async Task<bool> ChangePasswordAsync(UserId user, string current, string wanted, string keptSignIn)
    {
        var known = database.Read(connection => connection.QuerySingleOrDefault<Known>(
            "SELECT id AS Id, password_hash AS Hash FROM users WHERE id = @id", new { id = user.ToString() }));
        var right = await hashes.VerifyAsync(known?.Hash, current);
        var hash = right ? await hashes.HashAsync(wanted) : "";
        return await database.WriteAsync(connection =>
        {
            if (!IsProven(connection, known, right))
            {
                return false;
            }

            connection.Execute("UPDATE users SET password_hash = @hash WHERE id = @id", new { hash, id = known!.Id });
            SignInRows.EndAll(connection, user, keptSignIn, time.GetUtcNow());
            return true;
        });
    }

    private bool IsProven(SqliteConnection connection, Known? known, bool right)
    {
        var now = time.GetUtcNow();
        var standing = known is null
            ? null
            : connection.QuerySingleOrDefault<Standing>(
                "SELECT password_hash AS Hash, wrong_passwords AS Wrong, locked_until AS LockedUntil, banned_at AS BannedAt FROM users WHERE id = @Id", known);
        if (standing is null || standing.LockedUntil > now.ToUnixTimeMilliseconds() || standing.BannedAt is not null)
        {
            connection.Execute("UPDATE refused_sign_ins SET count = count + 1");
            return false;
        }

        // The password may have been changed between the reading of the hash and this moment.
        var proven = right && standing.Hash == known!.Hash;
        var locks = !proven && standing.Wrong + 1 >= WrongPasswordsMax;
        connection.Execute(
            "UPDATE users SET wrong_passwords = @wrong, locked_until = @lockedUntil WHERE id = @id",
            new
            {
                id = known!.Id,
                wrong = proven || locks ? 0 : standing.Wrong + 1,
                lockedUntil = locks ? (now + settings.LoginLock).ToUnixTimeMilliseconds() : 0,
            });
        return proven;
    }

    private sealed record Known(string Id, string? Hash);

    private sealed record Standing(string? Hash, long Wrong, long LockedUntil, long? BannedAt);
}
