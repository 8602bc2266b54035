using Gw2Optimizer.Server.Accounts.SignIns;
using Gw2Optimizer.Server.Configuration;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Accounts;

/// <summary>Who sent a request.</summary>
/// <param name="HeaderRefused">A bearer token came that is worth nothing; a cookie does not mend that.</param>
internal sealed record Caller(LivingSignIn? SignIn, bool ByCookie, bool HeaderRefused)
{
    public static readonly object Key = new();

    public static Caller Nobody { get; } = new(SignIn: null, ByCookie: false, HeaderRefused: false);

    /// <summary>Why what came with the request cannot be used, or null: a bad token, or a cookie sent by a foreign page.</summary>
    public ApiError? Refusal(HttpRequest request, Settings settings) =>
        HeaderRefused ? ApiError.Unauthorized("The token is not valid, or no longer.")
        : ByCookie && IsChange(request.Method) && !CrossOrigin.IsTrusted(request, settings) ? ForeignOrigin()
        : null;

    public static ApiError ForeignOrigin() => ApiError.Forbidden("A change by cookie needs the Origin of a trusted page.");

    private static bool IsChange(string method) => !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method);
}

internal static class CallerOfRequest
{
    public static Caller Caller(this HttpContext http) => http.Items[Accounts.Caller.Key] as Caller ?? Accounts.Caller.Nobody;

    /// <summary>Who is signed in, or null.</summary>
    public static LivingSignIn? SignedIn(this HttpContext http) => http.Caller().SignIn;

    /// <summary>Who is signed in, on a route that requires it.</summary>
    public static LivingSignIn RequiredSignIn(this HttpContext http) =>
        http.SignedIn() ?? throw new InvalidOperationException("The route lacks RequireSignIn().");
}
