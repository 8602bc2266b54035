using Gw2Optimizer.Server.Accounts.Passwords;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Accounts;

/// <summary>The wish for an account.</summary>
internal sealed record Registration(string Email, string Username, string Password)
{
    public const int EmailCharactersMax = 254;
    public const int UsernameCharactersMin = 3;
    public const int UsernameCharactersMax = 50;

    private const string EmailFault = "Must be an e-mail address of at most 254 characters.";
    private const string UsernameFault = "Must have 3 to 50 letters, digits and _.";

    /// <summary>What is wrong with it stays in <paramref name="fields"/>.</summary>
    public static Registration Read(JsonFields fields)
    {
        var email = fields.RequiredText("email", 1, EmailCharactersMax);
        var username = fields.RequiredText("username", UsernameCharactersMin, UsernameCharactersMax);
        var wish = new Registration(email, username, PasswordRules.Read(fields, "password"));
        if (!IsEmail(email))
        {
            fields.Refuse("email", EmailFault);
        }

        if (!IsUsername(username))
        {
            fields.Refuse("username", UsernameFault);
        }

        return wish;
    }

    /// <summary>The first thing that is wrong with it, or null.</summary>
    public string? Fault() =>
        !IsEmail(Email) ? $"E-mail: {EmailFault}"
        : !IsUsername(Username) ? $"User name: {UsernameFault}"
        : PasswordRules.Fault(Password) is { } fault ? $"Password: {fault}"
        : null;

    private static bool IsUsername(string text) =>
        text.Length is >= UsernameCharactersMin and <= UsernameCharactersMax && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '_');

    /// <summary>One @ between a name and a domain with a dot; only a mail that arrives proves more.</summary>
    internal static bool IsEmail(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at is < 1 or > 64 || text.Length > EmailCharactersMax || text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character) || character is ',' or ';' or '<' or '>' or '"'))
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
