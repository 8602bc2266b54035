using Gw2Optimizer.Server.Accounts.SignIns;
using Gw2Optimizer.Server.Configuration;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gw2Optimizer.Server.Accounts.Tokens;

/// <summary>Signs tokens.</summary>
internal sealed class TokenWriter(SigningKeys keys, Settings settings, TimeProvider time)
{
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    public TokenPair Write(NewSignIn signIn) => new(
        Write(TokenKind.Access, signIn, Guid.NewGuid().ToString(), settings.AccessTokenLife),
        Write(TokenKind.Refresh, signIn, signIn.RefreshId, settings.RefreshTokenLife),
        (int)settings.AccessTokenLife.TotalSeconds);

    private string Write(TokenKind kind, NewSignIn signIn, string tokenId, TimeSpan life)
    {
        var now = time.GetUtcNow();
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = TokenNames.Issuer,
            TokenType = TokenNames.TypeOf(kind),
            IssuedAt = now.UtcDateTime,
            Expires = (now + life).UtcDateTime,
            SigningCredentials = keys.Signing,
            Claims = new Dictionary<string, object>
            {
                [JwtRegisteredClaimNames.Sub] = signIn.UserId.ToString(),
                [TokenNames.SignInClaim] = signIn.SignInId,
                [JwtRegisteredClaimNames.Jti] = tokenId,
            },
        });
    }
}

/// <summary>What a sign-in gives its caller.</summary>
/// <param name="ExpiresIn">Seconds that the access token lives.</param>
internal sealed record TokenPair(string AccessToken, string RefreshToken, int ExpiresIn)
{
    public string TokenType { get; } = "bearer";
}
