using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Cryptography.KeyDerivation;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Gw2Optimizer.Server.Accounts.Passwords;

/// <summary>PBKDF2 with HMAC-SHA512 and a salt of each password's own, as ASP.NET Core Identity writes it. Costs a tenth of a second of one core.</summary>
internal sealed class PasswordHashes : IDisposable
{
    /// <summary>OWASP's figure for PBKDF2-HMAC-SHA512.</summary>
    public const int Iterations = 210_000;

    private static readonly object Nobody = new();

    private readonly PasswordHasher<object> hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    private readonly string hashOfNobody = HashOfNobody();

    // A wave of sign-ins must leave a core to the games.
    private readonly SemaphoreSlim cores = new(Math.Max(1, Environment.ProcessorCount - 1));

    public Task<string> HashAsync(string password) => OnAFreeCoreAsync(() => hasher.HashPassword(Nobody, password));

    /// <summary>Without a hash the answer is false, after the same time.</summary>
    public Task<bool> VerifyAsync(string? hash, string password) => OnAFreeCoreAsync(() =>
        hasher.VerifyHashedPassword(Nobody, hash ?? hashOfNobody, password) is not PasswordVerificationResult.Failed && hash is not null);

    public void Dispose() => cores.Dispose();

    /// <summary>Of no password at all, and as dear to check as any. Format: version, PRF, iterations, length of the salt, salt, key.</summary>
    private static string HashOfNobody()
    {
        const int salt = 16, key = 32;
        var hash = new byte[13 + salt + key];
        hash[0] = 1;
        BinaryPrimitives.WriteInt32BigEndian(hash.AsSpan(1), (int)KeyDerivationPrf.HMACSHA512);
        BinaryPrimitives.WriteInt32BigEndian(hash.AsSpan(5), Iterations);
        BinaryPrimitives.WriteInt32BigEndian(hash.AsSpan(9), salt);
        RandomNumberGenerator.Fill(hash.AsSpan(13));
        return Convert.ToBase64String(hash);
    }

    private async Task<T> OnAFreeCoreAsync<T>(Func<T> work)
    {
        await cores.WaitAsync();
        try
        {
            return await Task.Run(work);
        }
        finally
        {
            cores.Release();
        }
    }
}
