using System.Security.Cryptography;
using System.Text;
using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Configuration;
using Gw2Optimizer.Server.Docs;
using Gw2Optimizer.Server.Limits;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Observability.Metrics;

/// <summary><c>GET /metrics</c>, for Prometheus; behind <c>METRICS_TOKEN</c> where that is set, but for a peer on loopback.</summary>
internal static class MetricsApi
{
    private const string ContentType = "text/plain; version=0.0.4; charset=utf-8";
    private const string BearerPrefix = "Bearer ";

    public static void MapMetrics(this WebApplication app) => app.MapGet("/metrics", ShowAsync)
        .Told("Operations", "The metrics, as Prometheus reads them.").AnswersText(200, ContentType, "db_up 1\n").Refuses(401, ErrorCodes.Unauthorized);

    /// <summary>The same for the operators' page, which comes through a proxy that keeps <c>/metrics</c> to itself.</summary>
    public static void MapAdminMetrics(this RouteGroupBuilder api) => api.MapGet("/admin/metrics", async (MetricsRegistry registry) => Results.Text(await registry.ScrapeAsync(), ContentType))
        .RequireSuperuser().Told("Operations", "The metrics of the node that answers.").AnswersText(200, ContentType, "db_up 1\n");

    private static async Task<IResult> ShowAsync(HttpContext http, MetricsRegistry registry, Settings settings) =>
        MayRead(http, settings) ? Results.Text(await registry.ScrapeAsync(), ContentType) : ApiError.Unauthorized();

    private static bool MayRead(HttpContext http, Settings settings) =>
        settings.MetricsToken is not { } token || ClientAddress.IsLocalPeer(http) || Matches(http.Request.Headers.Authorization.ToString(), token);

    private static bool Matches(string header, string token) =>
        header.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header[BearerPrefix.Length..]), Encoding.UTF8.GetBytes(token));
}
