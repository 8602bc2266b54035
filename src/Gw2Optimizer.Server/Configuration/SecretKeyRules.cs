using System.Text;

namespace Gw2Optimizer.Server.Configuration;

/// <summary>What a signing key must be: 32 bytes or more, and not the example of a guide.</summary>
internal static class SecretKeyRules
{
    /// <summary>The output of SHA-256, below which HMAC loses strength (RFC 7518, section 3.2).</summary>
    public const int KeyBytesMin = 32;

    /// <summary>A key of fewer different characters was typed, not drawn.</summary>
    private const int DifferentCharactersMin = 8;

    private static readonly string[] Placeholders =
    [
        "changeme", "change-me", "change_me", "change-this", "change_this", "change this", "placeholder", "your-secret", "your_secret",
        "yoursecret", "your-super", "replace-me", "replace_me", "replaceme", "replace-with", "replace_with", "generate", "example",
        "insecure", "secret-key", "secret_key", "secretkey", "super-secret", "supersecret", "<", ">", "${",
    ];

    /// <summary>What is wrong with the key, or null.</summary>
    public static string? Fault(string key) =>
        Placeholders.Any(word => key.Contains(word, StringComparison.OrdinalIgnoreCase)) || key.Distinct().Count() < DifferentCharactersMin
            ? "is a placeholder; draw one with: openssl rand -hex 32"
        : Encoding.UTF8.GetByteCount(key) < KeyBytesMin ? $"must have {KeyBytesMin} bytes or more"
        : null;
}
