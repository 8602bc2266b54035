using Gw2Optimizer.Server.Accounts.Passwords;
using Gw2Optimizer.Server.Accounts.SignIns;
using Gw2Optimizer.Server.Configuration;
using Gw2Optimizer.Server.Docs;
using Gw2Optimizer.Server.Limits;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Accounts;

/// <summary>Accounts and their owners: register, look, change.</summary>
internal static class ProfileApi
{
    private const string Tag = "Accounts";

    public static void MapProfile(this RouteGroupBuilder api)
    {
        api.MapPost("/auth/register", RegisterAsync).ChecksCallerItself().CountedAs(RateClass.Auth)
            .Told(Tag, "Makes an account. With a guest's token the guest becomes it, and keeps its id and what it made.")
            .TakesJson(
                Field.Formatted("email", "email", "test@example.com"),
                Field.Text("username", Registration.UsernameCharactersMin, Registration.UsernameCharactersMax, "testuser"),
                AccountExamples.Password("password"))
            .Answers(201, AccountExamples.User)
            .Refuses(409, ErrorCodes.UserEmailExists).Refuses(409, ErrorCodes.UserUsernameExists);
        foreach (var path in (string[])["/auth/me", "/users/me"])
        {
            api.MapGet(path, MeAsync).RequireSignIn().Told(Tag, "Who is signed in.").Answers(200, AccountExamples.User);
            api.MapPatch(path, ChangeAsync).RequireSignIn()
                .Told(Tag, "Changes what is mentioned of the profile; null clears.")
                .TakesJson(
                    Field.Text("full_name", 0, ProfileChange.FullNameCharactersMax, "Aurene").Optional(),
                    Field.Text("bio", 0, ProfileChange.BioCharactersMax, "Firebrand since 2017.").Optional(),
                    Field.AnyObject("preferences", """{"theme":"dark"}""").Optional())
                .Answers(200, AccountExamples.User);
        }

        api.MapPost("/auth/change-password", ChangePasswordAsync).RequireSignIn()
            .Told(Tag, "Changes the password, and ends every other sign-in.")
            .TakesJson(AccountExamples.Password("current_password"), AccountExamples.Password("new_password"))
            .Answers(204).Refuses(401, ErrorCodes.InvalidCredentials);
    }

    private static async Task<IResult> RegisterAsync(HttpContext http, Users users, PasswordHashes hashes, SignInCache cache, Settings settings)
    {
        // Only a guest's sign-in means anything here; a cookie left over from another account must not stand in the way of a new one.
        var caller = http.Caller();
        var guest = caller.SignIn is { IsGuest: true } signIn ? signIn.UserId : (UserId?)null;
        if ((guest is not null || caller.HeaderRefused) && caller.Refusal(http.Request, settings) is { } refused)
        {
            return refused;
        }

        var body = await JsonBody.ReadAsync(http);
        if (body.Refusal is { } unreadable)
        {
            return unreadable;
        }

        var wish = Registration.Read(body.Fields);
        if (body.Fields.Refusal is { } invalid)
        {
            return invalid;
        }

        // Asked before the costly hash, and again in the transaction that decides.
        var outcome = await users.FindConflictAsync(wish) ?? await users.RegisterAsync(wish, await hashes.HashAsync(wish.Password), guest);
        if (guest is { } id)
        {
            cache.Forget(id);
        }

        return outcome switch
        {
            RegisterOutcome.Registered made => JsonAnswers.Created(made.User),
            RegisterOutcome.EmailTaken => ApiError.Conflict(ErrorCodes.UserEmailExists, "This e-mail address has an account."),
            _ => ApiError.Conflict(ErrorCodes.UserUsernameExists, "This name is taken."),
        };
    }

    private static async Task<IResult> MeAsync(HttpContext http, Users users) =>
        await users.FindAsync(http.RequiredSignIn().UserId) is { } user ? JsonAnswers.Ok(user) : ApiError.Unauthorized();

    private static async Task<IResult> ChangeAsync(HttpContext http, Users users)
    {
        var body = await JsonBody.ReadAsync(http);
        if (body.Refusal is { } unreadable)
        {
            return unreadable;
        }

        var change = ProfileChange.Read(body.Fields);
        return body.Fields.Refusal is { } invalid ? invalid
            : await users.ChangeAsync(http.RequiredSignIn().UserId, change) is { } user ? JsonAnswers.Ok(user)
            : ApiError.Unauthorized();
    }

    private static async Task<IResult> ChangePasswordAsync(HttpContext http, Credentials credentials, SignInCache cache, ISessionRevoker sessions)
    {
        var body = await JsonBody.ReadAsync(http);
        if (body.Refusal is { } unreadable)
        {
            return unreadable;
        }

        var current = body.Fields.RequiredText("current_password", 1, int.MaxValue);
        var wanted = PasswordRules.Read(body.Fields, "new_password");
        if (body.Fields.Refusal is { } invalid)
        {
            return invalid;
        }

        var signIn = http.RequiredSignIn();
        if (!await credentials.ChangePasswordAsync(signIn.UserId, current, wanted, keptSignIn: signIn.SignInId))
        {
            return ApiError.InvalidCredentials();
        }

        cache.Forget(signIn.UserId);
        await sessions.RevokeAsync(signIn.UserId);
        return Results.NoContent();
    }
}
