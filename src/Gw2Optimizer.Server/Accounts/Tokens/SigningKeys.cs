using System.Security.Cryptography;
using System.Text;
using Gw2Optimizer.Server.Configuration;
using Microsoft.IdentityModel.Tokens;

namespace Gw2Optimizer.Server.Accounts.Tokens;

/// <summary>The key that signs, and those that still verify, each by its <c>kid</c>: the first 8 hex digits of its SHA-256.</summary>
internal sealed class SigningKeys
{
    private const int KidDigits = 8;

    private readonly Dictionary<string, SecurityKey> keys = new(StringComparer.Ordinal);

    public SigningKeys(string current, IEnumerable<string> old)
    {
        var key = KeyOf(current);
        foreach (var one in old.Select(KeyOf).Append(key))
        {
            keys[one.KeyId] = one;
        }

        Signing = new SigningCredentials(key, SecurityAlgorithms.HmacSha256);
    }

    public SigningCredentials Signing { get; }

    public static SigningKeys From(Settings settings) =>
        new(settings.SecretKey ?? SecretKeyFile.ReadOrCreate(settings.DataFolder), settings.OldSecretKeys);

    /// <summary>A key for another purpose than tokens, the same on every node that signs alike.</summary>
    public byte[] DeriveKey(string purpose) => HMACSHA256.HashData(((SymmetricSecurityKey)Signing.Key).Key, Encoding.UTF8.GetBytes(purpose));

    public IEnumerable<SecurityKey> Find(string? kid) => kid is not null && keys.TryGetValue(kid, out var key) ? [key] : [];

    private static SymmetricSecurityKey KeyOf(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        return new SymmetricSecurityKey(bytes) { KeyId = Convert.ToHexStringLower(SHA256.HashData(bytes))[..KidDigits] };
    }
}
