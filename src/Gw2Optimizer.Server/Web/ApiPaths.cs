namespace Gw2Optimizer.Server.Web;

internal static class ApiPaths
{
    public const string Root = "/api/v1";

    /// <summary>Whether a call is one of the API, which is counted, logged and never cached.</summary>
    public static bool IsApi(HttpRequest request) => request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);
}
