using Gw2Optimizer.Server.Accounts.SignIns;

namespace Gw2Optimizer.Server.Accounts.Tokens;

/// <summary>Who an access token speaks for. Needs no request, so that upgrades can ask too.</summary>
internal sealed class AccessTokens(TokenReader tokens, SignInRegister signIns)
{
    /// <returns>The living sign-in, or null for a bad token and for one whose sign-in has ended.</returns>
    public async ValueTask<LivingSignIn?> AuthenticateAsync(string jwt)
    {
        var token = await tokens.ReadAsync(jwt, TokenKind.Access);
        if (token is null)
        {
            return null;
        }

        var living = await signIns.FindAsync(token.SignInId);
        return living?.UserId == token.UserId ? living : null;
    }
}
