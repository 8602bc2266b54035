using System.Globalization;
using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Configuration;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Limits;

/// <summary>Refuses the calls of the API that are too many, and tells every caller what is left.</summary>
internal sealed class RateLimits(RequestDelegate next, SharedWindows windows, Settings settings)
{
    private const string AiPath = $"{ApiPaths.Root}/ai";

    public async Task InvokeAsync(HttpContext http)
    {
        if (!ApiPaths.IsApi(http.Request))
        {
            await next(http);
            return;
        }

        var rateClass = ClassOf(http);
        var verdict = await windows.TakeAsync(rateClass, KeyOf(http, rateClass), LimitsOf(rateClass));
        var headers = http.Response.Headers;
        headers["RateLimit-Limit"] = verdict.Limit.ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Remaining"] = verdict.Remaining.ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Reset"] = verdict.Reset.ToString(CultureInfo.InvariantCulture);
        await (verdict.Allowed ? next(http) : ApiError.RateLimited(verdict.Reset).ExecuteAsync(http));
    }

    /// <remarks>Every path below /ai is of its class, so that none can be forgotten.</remarks>
    private static RateClass ClassOf(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<RateClassMetadata>()?.Class
        ?? (http.Request.Path.StartsWithSegments(AiPath, StringComparison.OrdinalIgnoreCase) ? RateClass.Ai : RateClass.General);

    private static string KeyOf(HttpContext http, RateClass rateClass) =>
        rateClass is not RateClass.Auth && http.SignedIn() is { } user ? $"user:{user.UserId}" : $"address:{ClientAddress.KeyOf(http)}";

    private WindowLimits LimitsOf(RateClass rateClass) => rateClass switch
    {
        RateClass.Auth => settings.AuthLimits,
        RateClass.Ai => settings.AiLimits,
        _ => settings.GeneralLimits,
    };
}
