using Gw2Optimizer.Server.Accounts.Tokens;
using Gw2Optimizer.Server.Configuration;

namespace Gw2Optimizer.Server.Accounts;

/// <summary>The cookies that carry a browser's tokens; no script can read them.</summary>
internal sealed class SignInCookies(Settings settings)
{
    public const string Access = "access_token";
    public const string Refresh = "refresh_token";

    public void Set(HttpResponse response, TokenPair tokens)
    {
        response.Cookies.Append(Access, tokens.AccessToken, OptionsFor(settings.AccessTokenLife));
        response.Cookies.Append(Refresh, tokens.RefreshToken, OptionsFor(settings.RefreshTokenLife));
    }

    public void Clear(HttpResponse response)
    {
        response.Cookies.Append(Access, "", OptionsFor(TimeSpan.Zero));
        response.Cookies.Append(Refresh, "", OptionsFor(TimeSpan.Zero));
    }

    private CookieOptions OptionsFor(TimeSpan life) => new()
    {
        HttpOnly = true,
        Secure = settings.SecureCookies,
        SameSite = settings.SameSiteCookies,
        Path = "/",
        MaxAge = life,
    };
}
