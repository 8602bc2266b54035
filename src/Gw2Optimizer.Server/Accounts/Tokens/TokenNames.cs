namespace Gw2Optimizer.Server.Accounts.Tokens;

/// <summary>The words inside tokens. The type stands in the signed header, so one kind is never read as the other.</summary>
internal static class TokenNames
{
    public const string Issuer = "gw2optimizer";

    /// <summary>The sign-in, whose end ends its tokens.</summary>
    public const string SignInClaim = "sid";

    public static string TypeOf(TokenKind kind) => kind is TokenKind.Access ? "at+jwt" : "rt+jwt";
}
