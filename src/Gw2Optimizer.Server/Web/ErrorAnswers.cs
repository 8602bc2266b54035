using GameSessions.Hosting.Storage;
using Gw2Optimizer.Server.Observability;
using Gw2Optimizer.Server.Observability.Metrics;
using Gw2Optimizer.Server.Observability.Sentry;

using Gw2Optimizer.Server.Storage;

namespace Gw2Optimizer.Server.Web;

/// <summary>Gives every error the one shape: what nobody caught, and the bare 404 and 405 of routing.</summary>
internal sealed partial class ErrorAnswers(RequestDelegate next, ServerMetrics metrics, SentryReporter sentry, ILogger<ErrorAnswers> log)
{
    /// <summary>nginx's number for a caller who left; it reaches the log only.</summary>
    private const int CallerLeft = 499;

    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (Exception e)
        {
            if (await AnswerAsync(http, e))
            {
                return;
            }

            throw;
        }

        if (http.Response is { HasStarted: false, ContentType: null, StatusCode: 404 or 405 } response)
        {
            await (response.StatusCode is 404 ? ApiError.NotFound() : ApiError.MethodNotAllowed()).ExecuteAsync(http);
        }
    }

    /// <returns>False where the answer has begun: then only the connection's end can tell that it is broken.</returns>
    private async Task<bool> AnswerAsync(HttpContext http, Exception e)
    {
        if (http.RequestAborted.IsCancellationRequested)
        {
            http.Response.StatusCode = http.Response.HasStarted ? http.Response.StatusCode : CallerLeft;
            return true;
        }

        var error = e switch
        {
            BadHttpRequestException { StatusCode: 413 } => ApiError.PayloadTooLarge(),
            BadHttpRequestException bad => new ApiError(bad.StatusCode, ErrorCodes.BadRequest, "The request cannot be read."),
            StorageUnavailableException => ApiError.Unavailable(),
            RowGoneException => ApiError.NotFound(),
            SentryTestException => new ApiError(500, ErrorCodes.SentryTest, e.Message),
            _ => ApiError.Internal(),
        };
        if (error.Status is StatusCodes.Status408RequestTimeout)
        {
            // The caller's body came too slowly.
            metrics.TimedOut();
        }

        if (error.Status >= 500)
        {
            metrics.Failed(e);
            RequestFailed(log, e);
        }

        if (error.Status is 500)
        {
            var id = sentry.Report(e, RequestTrace.Current?.Id ?? "", $"{http.Request.Method} {RequestLog.RouteOf(http)}");
            error = e is SentryTestException ? error with { EventId = id } : error;
        }

        if (http.Response.HasStarted)
        {
            return false;
        }

        await error.ExecuteAsync(http);
        return true;
    }

    [LoggerMessage(LogLevel.Error, "The request failed.")]
    private static partial void RequestFailed(ILogger log, Exception e);
}
