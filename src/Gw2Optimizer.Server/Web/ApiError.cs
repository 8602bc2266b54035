using System.Globalization;
using System.Text.Json.Serialization;
using Gw2Optimizer.Server.Observability;

namespace Gw2Optimizer.Server.Web;

/// <summary>A refusal as the API tells it: status, code, a sentence, and for 422 what is wrong with which field.</summary>
internal sealed record ApiError(int Status, string Code, string Detail) : IResult
{
    /// <summary>By name, nested ones as <c>options.pool[0]</c>; only with 422.</summary>
    public IReadOnlyDictionary<string, string>? Fields { get; init; }

    /// <summary>Seconds after which a retry makes sense; null where none does.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>By which the error is found in Sentry; only where somebody asked for it.</summary>
    public string? EventId { get; init; }

    public static ApiError MalformedJson(string detail) => new(400, ErrorCodes.MalformedJson, detail);

    public static ApiError Unauthorized(string detail = "Sign in first.") => new(401, ErrorCodes.Unauthorized, detail);

    public static ApiError InvalidCredentials() => new(401, ErrorCodes.InvalidCredentials, "The name or the password is wrong.");

    public static ApiError Forbidden(string detail) => new(403, ErrorCodes.Forbidden, detail);

    public static ApiError NotFound(string code = ErrorCodes.NotFound, string detail = "There is nothing here.") => new(404, code, detail);

    public static ApiError MethodNotAllowed() => new(405, ErrorCodes.MethodNotAllowed, "This path does not take that method; Allow lists those it takes.");

    public static ApiError Conflict(string code, string detail) => new(409, code, detail);

    public static ApiError PayloadTooLarge() => new(413, ErrorCodes.PayloadTooLarge, $"A body has at most {BodyLimit.BodyBytesMax} bytes.");

    public static ApiError UnsupportedMediaType(string wanted) => new(415, ErrorCodes.UnsupportedMediaType, $"The body must be {wanted}.");

    public static ApiError Invalid(IReadOnlyDictionary<string, string> fields) => new(422, ErrorCodes.ValidationError, "Some fields are not as they must be.") { Fields = fields };

    public static ApiError InvalidBody(string message) => Invalid(new Dictionary<string, string> { ["body"] = message });

    public static ApiError RateLimited(int retryAfter) => new(429, ErrorCodes.RateLimited, "Too many calls; try again later.") { RetryAfter = retryAfter };

    public static ApiError Unavailable(int retryAfter = 2) => new(503, ErrorCodes.Unavailable, "The service cannot answer right now; try again.") { RetryAfter = retryAfter };

    public static ApiError Internal() => new(500, ErrorCodes.InternalError, "Something went wrong on our side.");

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        if (Status is 401)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        if (RetryAfter is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        var body = new Body(Code, Detail, RequestTrace.Current?.Id ?? "", Fields, EventId);
        return response.WriteAsJsonAsync(body, JsonAnswers.Options, "application/json; charset=utf-8", httpContext.RequestAborted);
    }

    private sealed record Body(
        string ErrorCode,
        string Detail,
        string CorrelationId,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? Fields,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? EventId);
}
