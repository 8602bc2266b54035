using Gw2Optimizer.Server.Accounts.Passwords;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Accounts;

/// <summary>The wish for an account.</summary>
internal sealed record Registration(string Email, string Username, string Password)
{
    public const int EmailCharactersMax = 254;
    public const int UsernameCharactersMin = 3;
    public const int UsernameCharactersMax = 50;

    /// <summary>What is wrong with it stays in <paramref name="fields"/>.</summary>
    public static Registration Read(JsonFields fields)
    {
        var email = fields.RequiredText("email", 1, EmailCharactersMax);
        if (email.Length > 0 && !IsEmail(email))
        {
            fields.Refuse("email", "Must be an e-mail address.");
        }

        var username = fields.RequiredText("username", UsernameCharactersMin, UsernameCharactersMax);
        if (!username.All(character => char.IsAsciiLetterOrDigit(character) || character is '_'))
        {
            fields.Refuse("username", "Must consist of letters, digits and _.");
        }

        return new Registration(email, username, PasswordRules.Read(fields, "password"));
    }

    /// <summary>One @ between a name and a domain with a dot; only a mail that arrives proves more.</summary>
    internal static bool IsEmail(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at is < 1 or > 64 || text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character) || character is ',' or ';' or '<' or '>' or '"'))
        {
            return false;
        }

        var labels = text[(at + 1)..].Split('.');
        return labels.Length >= 2 && labels.All(label => label.Length > 0 && !label.Contains('@', StringComparison.Ordinal) && label[0] != '-' && label[^1] != '-');
    }
}

/// <summary>What became of a wish for an account.</summary>
internal abstract record RegisterOutcome
{
    internal sealed record Registered(User User) : RegisterOutcome;

    internal sealed record EmailTaken : RegisterOutcome;

    internal sealed record UsernameTaken : RegisterOutcome;
}
