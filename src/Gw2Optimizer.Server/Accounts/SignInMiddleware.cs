using Gw2Optimizer.Server.Accounts.Tokens;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Accounts;

/// <summary>Finds out who calls the API, by header, else by cookie. It refuses nobody: limits come before that.</summary>
internal sealed partial class SignInMiddleware(RequestDelegate next, AccessTokens tokens, ILogger<SignInMiddleware> log)
{
    private const string BearerPrefix = "Bearer ";

    public async Task InvokeAsync(HttpContext http)
    {
        if (ApiPaths.IsApi(http.Request))
        {
            var caller = await FindAsync(http.Request);
            http.Items[Caller.Key] = caller;
            Known(log, Describe(caller));
        }

        await next(http);
    }

    private static string Describe(Caller caller) =>
        caller.SignIn is { } signIn ? $"user {signIn.UserId} by {(caller.ByCookie ? "cookie" : "header")}"
        : caller.HeaderRefused ? "refused: the token is bad, expired or revoked"
        : "anonymous";

    private async ValueTask<Caller> FindAsync(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase))
        {
            var byHeader = await tokens.AuthenticateAsync(header[BearerPrefix.Length..].Trim());
            return new Caller(byHeader, ByCookie: false, HeaderRefused: byHeader is null);
        }

        var byCookie = request.Cookies[SignInCookies.Access] is { Length: > 0 } cookie ? await tokens.AuthenticateAsync(cookie) : null;
        return new Caller(byCookie, ByCookie: byCookie is not null, HeaderRefused: false);
    }

    [LoggerMessage(LogLevel.Information, "{Who}", EventName = "auth")]
    private static partial void Known(ILogger log, string who);
}
