using Gw2Optimizer.Server.Accounts.Passwords;
using Gw2Optimizer.Server.Accounts.SignIns;
using Gw2Optimizer.Server.Accounts.Tokens;
using Gw2Optimizer.Server.Configuration;
using Gw2Optimizer.Server.Docs;
using Gw2Optimizer.Server.Limits;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Accounts;

/// <summary>Tokens: had by password or as a guest, refreshed, given back.</summary>
internal static class SignInApi
{
    private const string Tag = "Accounts";

    public static void MapSignIn(this RouteGroupBuilder api)
    {
        foreach (var path in (string[])["/auth/login", "/auth/token"])
        {
            api.MapPost(path, LoginAsync).ChecksCallerItself().CountedAs(RateClass.Auth)
                .Told(Tag, "Signs in by e-mail or name, and sets both tokens as cookies too.")
                .TakesForm(Field.Text("username", "test@example.com"), Field.Text("password", "Test123!"))
                .Answers(200, AccountExamples.Tokens).Refuses(401, ErrorCodes.InvalidCredentials);
        }

        api.MapPost("/auth/guest", GuestAsync).ChecksCallerItself().CountedAs(RateClass.Auth)
            .Told(Tag, "Signs a visitor in, without a name.").Answers(201, AccountExamples.Tokens);
        api.MapPost("/auth/refresh", RefreshAsync).ChecksCallerItself().CountedAs(RateClass.Auth)
            .Told(Tag, "Gives a new pair of tokens for a refresh token of the body or the cookie, which is dead from then on. Used twice it ends its sign-in.")
            .TakesOptionalJson(Field.Text("refresh_token", "eyJhbGciOi...").Optional())
            .Answers(200, AccountExamples.Tokens).Refuses(401, ErrorCodes.Unauthorized).Refuses(403, ErrorCodes.Forbidden);
        api.MapPost("/auth/logout", LogoutAsync).ChecksCallerItself()
            .Told(Tag, "Ends this sign-in, or all of them.")
            .TakesOptionalJson(Field.Switch("everywhere", false).Optional())
            .Answers(204).Refuses(401, ErrorCodes.Unauthorized).Refuses(403, ErrorCodes.Forbidden);
    }

    private static async Task<IResult> LoginAsync(HttpContext http, Credentials credentials, TokenWriter tokens, SignInCookies cookies)
    {
        var body = await FormBody.ReadAsync(http);
        if (body.Refusal is { } unreadable)
        {
            return unreadable;
        }

        var (name, password) = (body.Fields.RequiredText("username"), body.Fields.RequiredText("password"));
        return body.Fields.Refusal is { } invalid ? invalid
            : await credentials.SignInAsync(name, password) is { } signIn ? JsonAnswers.Ok(HandOut(http, signIn, tokens, cookies))
            : ApiError.InvalidCredentials();
    }

    private static async Task<IResult> GuestAsync(HttpContext http, SignInRegister signIns, TokenWriter tokens, SignInCookies cookies) =>
        JsonAnswers.Created(HandOut(http, await signIns.StartGuestAsync(), tokens, cookies));

    private static async Task<IResult> RefreshAsync(
        HttpContext http, TokenReader reader, SignInRegister signIns, TokenWriter tokens, SignInCookies cookies, Settings settings)
    {
        var cookie = http.Request.Cookies[SignInCookies.Refresh];
        var body = cookie is null ? await JsonBody.ReadAsync(http) : await JsonBody.ReadOptionalAsync(http);
        if (body.Refusal is { } unreadable)
        {
            return unreadable;
        }

        var byCookie = cookie is not null && !body.Fields.Has("refresh_token");
        if (byCookie && !CrossOrigin.IsTrusted(http.Request, settings))
        {
            return Caller.ForeignOrigin();
        }

        var token = byCookie ? cookie! : body.Fields.RequiredText("refresh_token", 1, int.MaxValue);
        if (body.Fields.Refusal is { } invalid)
        {
            return invalid;
        }

        return await reader.ReadAsync(token, TokenKind.Refresh) is { } used && await signIns.RotateAsync(used) is { } next
            ? JsonAnswers.Ok(HandOut(http, next, tokens, cookies))
            : ApiError.Unauthorized("The refresh token is not valid, or no longer.");
    }

    private static async Task<IResult> LogoutAsync(
        HttpContext http, TokenReader reader, SignInRegister signIns, SignInCookies cookies, ISessionRevoker sessions, Settings settings)
    {
        var caller = await WithRefreshCookieAsync(http, reader, signIns);
        if (caller.Refusal(http.Request, settings) is { } refused)
        {
            return refused;
        }

        if (caller.SignIn is not { } signIn)
        {
            return ApiError.Unauthorized();
        }

        var body = await JsonBody.ReadOptionalAsync(http);
        var everywhere = body.Refusal is null && body.Fields.OptionalSwitch("everywhere") is true;
        if ((body.Refusal ?? body.Fields.Refusal) is { } invalid)
        {
            return invalid;
        }

        if (everywhere)
        {
            await signIns.EndAllAsync(signIn.UserId);
            await sessions.RevokeAsync(signIn.UserId);
        }
        else
        {
            await signIns.EndAsync(signIn.UserId, signIn.SignInId);
        }

        cookies.Clear(http.Response);
        return Results.NoContent();
    }

    /// <summary>A browser whose access cookie has run out can still sign out by its other one.</summary>
    private static async Task<Caller> WithRefreshCookieAsync(HttpContext http, TokenReader reader, SignInRegister signIns)
    {
        var caller = http.Caller();
        if (caller.SignIn is not null || caller.HeaderRefused || http.Request.Cookies[SignInCookies.Refresh] is not { } cookie)
        {
            return caller;
        }

        var token = await reader.ReadAsync(cookie, TokenKind.Refresh);
        return token is null ? caller : new Caller(await signIns.FindAsync(token.SignInId), ByCookie: true, HeaderRefused: false);
    }

    private static TokenPair HandOut(HttpContext http, NewSignIn signIn, TokenWriter tokens, SignInCookies cookies)
    {
        var pair = tokens.Write(signIn);
        cookies.Set(http.Response, pair);
        return pair;
    }
}
