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
    private readonly string hashOfNobody;

    // A wave of sign-ins must leave a core to the games.
    private readonly SemaphoreSlim cores = new(Math.Max(1, Environment.ProcessorCount - 1));

    public PasswordHashes() => hashOfNobody = hasher.HashPassword(Nobody, Guid.NewGuid().ToString());

    public Task<string> HashAsync(string password) => OnAFreeCoreAsync(() => hasher.HashPassword(Nobody, password));

    /// <summary>Without a hash the answer is false, after the same time.</summary>
    public Task<bool> VerifyAsync(string? hash, string password) => OnAFreeCoreAsync(() =>
        hasher.VerifyHashedPassword(Nobody, hash ?? hashOfNobody, password) is not PasswordVerificationResult.Failed && hash is not null);

    public void Dispose() => cores.Dispose();

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
