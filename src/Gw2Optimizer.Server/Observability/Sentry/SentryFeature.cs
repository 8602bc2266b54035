using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Configuration;
using Gw2Optimizer.Server.Docs;
using Gw2Optimizer.Server.Limits;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Observability.Sentry;

/// <summary>Errors reported to Sentry, and <c>POST /sentry-debug</c>, by which an operator sees that they arrive.</summary>
internal static class SentryFeature
{
    /// <summary>Seconds; a start with a DSN takes longer.</summary>
    private const int OffRetryAfter = 60;

    public static void AddSentry(this IServiceCollection services) => services
        .AddSingleton<Scrubber>().AddSingleton<SentryReporter>().AddHostedService(provider => provider.GetRequiredService<SentryReporter>());

    public static void MapSentry(this RouteGroupBuilder api) => api.MapPost("/sentry-debug", Fail)
        .Told("Operations", "Fails on purpose, so that one event reaches Sentry. For superusers and local peers; others find nothing here.")
        .Refuses(500, ErrorCodes.SentryTest).Refuses(503, ErrorCodes.SentryOff).Refuses(404, ErrorCodes.NotFound);

    private static ApiError Fail(HttpContext http, Settings settings) =>
        http.SignedIn() is not { IsSuperuser: true } && !ClientAddress.IsLocalPeer(http) ? ApiError.NotFound()
        : settings.Sentry is null ? new ApiError(503, ErrorCodes.SentryOff, "SENTRY_DSN is not set.") { RetryAfter = OffRetryAfter }
        : throw new SentryTestException();
}
