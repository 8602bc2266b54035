using Gw2Optimizer.Server.Configuration;

namespace Gw2Optimizer.Server.Web;

/// <summary>Which pages may call: this server's own, and those of <c>CORS_ORIGINS</c>.</summary>
internal static class CrossOrigin
{
    private static readonly string[] Exposed = ["X-Total-Count", RequestIds.Header, "Retry-After", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"];

    private static readonly TimeSpan PreflightLife = TimeSpan.FromMinutes(10);

    public static void AddCrossOrigin(this IServiceCollection services, Settings settings) => services.AddCors(cors => cors.AddDefaultPolicy(policy =>
    {
        policy.AllowAnyHeader().WithMethods("GET", "POST", "PUT", "PATCH", "DELETE").WithExposedHeaders(Exposed).SetPreflightMaxAge(PreflightLife);
        if (settings.CorsOrigins.Contains("*"))
        {
            // Browsers refuse cookies here, and rightly: any page could otherwise act for its visitor.
            policy.AllowAnyOrigin();
        }
        else if (settings.CorsOrigins.Count > 0)
        {
            policy.WithOrigins([.. settings.CorsOrigins]).AllowCredentials();
        }
    }));

    /// <summary>Whether the request's <c>Origin</c> is this server's own or a listed one; without the header it is neither.</summary>
    public static bool IsTrusted(HttpRequest request, Settings settings)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0
            && (origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
                || settings.CorsOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase));
    }
}
