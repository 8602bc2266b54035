using Gw2Optimizer.Server.Configuration;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Accounts;

/// <summary>Who may call a route. A route that says nothing serves everybody, but refuses bad tokens and foreign pages.</summary>
internal enum AccessRule
{
    Anybody,
    SignedIn,
    Superuser,

    /// <summary>The route looks at the caller itself, or at nobody: it hands out tokens.</summary>
    Own,
}

internal static class Access
{
    public static TBuilder RequireSignIn<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new Metadata(AccessRule.SignedIn));

    public static TBuilder RequireSuperuser<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new Metadata(AccessRule.Superuser));

    public static TBuilder ChecksCallerItself<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new Metadata(AccessRule.Own));

    /// <summary>401 and 403, after the limits and after 404 and 405.</summary>
    public static void UseAccessRules(this WebApplication app, Settings settings) => app.Use((http, next) =>
        http.GetEndpoint() is RouteEndpoint route && ApiPaths.IsApi(http.Request) && Refusal(http, route, settings) is { } refusal ? refusal.ExecuteAsync(http) : next(http));

    /// <summary>The rule among what is attached to a route.</summary>
    public static AccessRule RuleOf(IEnumerable<object> metadata) => metadata.OfType<Metadata>().LastOrDefault()?.Rule ?? AccessRule.Anybody;

    private static ApiError? Refusal(HttpContext http, RouteEndpoint route, Settings settings)
    {
        var rule = route.Metadata.GetMetadata<Metadata>()?.Rule ?? AccessRule.Anybody;
        if (rule is AccessRule.Own)
        {
            return null;
        }

        var caller = http.Caller();
        return caller.SignIn is null && rule is not AccessRule.Anybody ? ApiError.Unauthorized()
            : caller.Refusal(http.Request, settings) is { } refusal ? refusal
            : rule is AccessRule.Superuser && !caller.SignIn!.IsSuperuser ? ApiError.Forbidden("Only a superuser may do that.")
            : null;
    }

    private sealed record Metadata(AccessRule Rule);
}
