namespace Gw2Optimizer.Server.Web;

/// <summary>The headers that every answer carries exactly once, errors too.</summary>
internal static class AnswerHeaders
{
    // Styles may stand inline, scripts may not. The only foreign pictures are the game's icons.
    private const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https://render.guildwars2.com; "
        + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

    private const string StrictTransport = "max-age=31536000; includeSubDomains";

    public static void UseAnswerHeaders(this WebApplication app) => app.Use((http, next) =>
    {
        // At the last moment, so that nothing that handles an error can clear them or add them twice.
        http.Response.OnStarting(static state =>
        {
            Set((HttpContext)state);
            return Task.CompletedTask;
        }, http);
        return next(http);
    });

    private static void Set(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XFrameOptions = "SAMEORIGIN";
        headers.XContentTypeOptions = "nosniff";
        headers.XXSSProtection = "1; mode=block";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        if (http.Request.IsHttps)
        {
            headers.StrictTransportSecurity = StrictTransport;
        }

        if (ApiPaths.IsApi(http.Request))
        {
            headers.CacheControl = "no-store";
        }
    }
}
