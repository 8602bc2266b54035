using System.Buffers.Text;
using Gw2Optimizer.Server.Accounts.SignIns;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gw2Optimizer.Server.Accounts.Tokens;

/// <summary>Verifies tokens: signature by <c>kid</c>, HS256 only, issuer, kind and expiry. Whether the sign-in still lives is asked elsewhere.</summary>
internal sealed class TokenReader(SigningKeys keys, TimeProvider time)
{
    /// <summary>Ours have about 400.</summary>
    private const int TokenCharactersMax = 2_048;

    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    /// <returns>Whose token it is, or null for anything but a good one.</returns>
    public async Task<NewSignIn?> ReadAsync(string jwt, TokenKind kind)
    {
        if (jwt.Length is 0 or > TokenCharactersMax || !HasCanonicalSignature(jwt))
        {
            return null;
        }

        var result = await Handler.ValidateTokenAsync(jwt, ParametersFor(kind));
        return result is { IsValid: true, SecurityToken: JsonWebToken token }
            && UserId.TryParse(token.Subject, provider: null, out var user)
            && token.TryGetPayloadValue<string>(TokenNames.SignInClaim, out var signIn)
            && token.Id.Length > 0
            ? new NewSignIn(user, signIn, token.Id)
            : null;
    }

    /// <remarks>The last character of base64url has spare bits, which decoders ignore: without this check four spellings of one token are valid.</remarks>
    private static bool HasCanonicalSignature(string jwt)
    {
        var signature = jwt.AsSpan(jwt.LastIndexOf('.') + 1);
        return Base64Url.IsValid(signature) && Base64Url.EncodeToString(Base64Url.DecodeFromChars(signature)).AsSpan().SequenceEqual(signature);
    }

    private TokenValidationParameters ParametersFor(TokenKind kind) => new()
    {
        ValidIssuer = TokenNames.Issuer,
        ValidateAudience = false,
        ValidTypes = [TokenNames.TypeOf(kind)],
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        RequireExpirationTime = true,
        RequireSignedTokens = true,
        TryAllIssuerSigningKeys = false,
        IssuerSigningKeyResolver = (_, _, kid, _) => keys.Find(kid),
        LifetimeValidator = (_, expires, _, _) => expires > time.GetUtcNow().UtcDateTime,
    };
}
