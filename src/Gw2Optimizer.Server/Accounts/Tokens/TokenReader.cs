using System.Buffers.Text;
using Gw2Optimizer.Server.Accounts.SignIns;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gw2Optimizer.Server.Accounts.Tokens;

/// <summary>Verifies tokens: signature by <c>kid</c>, HS256 only, issuer, kind and expiry. Whether the sign-in still lives is asked elsewhere.</summary>
internal sealed class TokenReader(SigningKeys keys, TimeProvider time) : IDisposable
{
    /// <summary>Ours have about 400.</summary>
    private const int TokenCharactersMax = 2_048;

    private const int KnownMax = 10_000;
    private static readonly TimeSpan KnownLife = TimeSpan.FromMinutes(5);

    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    /// <summary>A page sends the same token with every call; checking it anew costs more than many a call.</summary>
    private readonly MemoryCache known = new(new MemoryCacheOptions { SizeLimit = KnownMax });

    public void Dispose() => known.Dispose();

    /// <returns>Whose token it is, or null for anything but a good one.</returns>
    public async Task<NewSignIn?> ReadAsync(string jwt, TokenKind kind)
    {
        if (known.TryGetValue((jwt, kind), out Verified? seen))
        {
            return seen!.ExpiresAt > time.GetUtcNow().UtcDateTime ? seen.SignIn : null;
        }

        if (await VerifyAsync(jwt, kind) is not { } verified)
        {
            return null;
        }

        known.Set((jwt, kind), verified, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = KnownLife });
        return verified.SignIn;
    }

    private async Task<Verified?> VerifyAsync(string jwt, TokenKind kind)
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
            ? new Verified(new NewSignIn(user, signIn, token.Id), token.ValidTo)
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

    private sealed record Verified(NewSignIn SignIn, DateTime ExpiresAt);
}
