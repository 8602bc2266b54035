using System.Diagnostics.CodeAnalysis;
using Gw2Optimizer.Server.Accounts.Passwords;
using Gw2Optimizer.Server.Docs;

namespace Gw2Optimizer.Server.Accounts;

/// <summary>What the description of the API shows of accounts.</summary>
internal static class AccountExamples
{
    [StringSyntax(StringSyntaxAttribute.Json)]
    public const string User = """
        {"id":"0d2f9a52-8f0e-4b5f-9a38-0f6f7f2b8f11","email":"test@example.com","username":"testuser","is_guest":false,"is_superuser":false,
         "full_name":null,"bio":null,"preferences":{},"created_at":"2025-11-16T10:00:00Z"}
        """;

    [StringSyntax(StringSyntaxAttribute.Json)]
    public const string Tokens = """{"access_token":"eyJhbGciOi...","refresh_token":"eyJhbGciOi...","expires_in":1800,"token_type":"bearer"}""";

    public static Field Password(string name) => Field.Text(name, PasswordRules.CharactersMin, PasswordRules.CharactersMax, "Test123!");
}
