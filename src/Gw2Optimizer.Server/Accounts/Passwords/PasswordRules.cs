using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Accounts.Passwords;

internal static class PasswordRules
{
    public const int CharactersMin = 8;
    public const int CharactersMax = 128;

    /// <summary>A new password; what is wrong with it stays in <paramref name="fields"/>.</summary>
    public static string Read(JsonFields fields, string name)
    {
        var password = fields.RequiredText(name, CharactersMin, CharactersMax);
        if (Fault(password) is { } fault)
        {
            fields.Refuse(name, fault);
        }

        return password;
    }

    /// <summary>What is wrong with the password, or null.</summary>
    public static string? Fault(string password) =>
        CleanText.LengthOf(password) is < CharactersMin or > CharactersMax ? $"Must have {CharactersMin} to {CharactersMax} characters."
        : !password.Any(char.IsUpper) ? "Must contain an upper-case letter."
        : !password.Any(char.IsLower) ? "Must contain a lower-case letter."
        : !password.Any(char.IsDigit) ? "Must contain a digit."
        : password.All(char.IsLetterOrDigit) ? "Must contain a symbol."
        : null;
}
