namespace Gw2Optimizer.Server.Web;

/// <summary>The <c>error_code</c> of an answer, by which a client decides; <c>detail</c> is for people.</summary>
internal static class ErrorCodes
{
    public const string MalformedJson = "MALFORMED_JSON";
    public const string BadRequest = "BAD_REQUEST";
    public const string Unauthorized = "UNAUTHORIZED";
    public const string InvalidCredentials = "INVALID_CREDENTIALS";
    public const string Forbidden = "FORBIDDEN";
    public const string NotFound = "NOT_FOUND";
    public const string MethodNotAllowed = "METHOD_NOT_ALLOWED";
    public const string UserEmailExists = "USER_EMAIL_EXISTS";
    public const string UserUsernameExists = "USER_USERNAME_EXISTS";
    public const string PayloadTooLarge = "PAYLOAD_TOO_LARGE";
    public const string UnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE";
    public const string ValidationError = "VALIDATION_ERROR";
    public const string RateLimited = "RATE_LIMITED";
    public const string Unavailable = "UNAVAILABLE";
    public const string AiUnavailable = "AI_UNAVAILABLE";
    public const string AlreadyRunning = "ALREADY_RUNNING";
    public const string TeamNotFound = "TEAM_NOT_FOUND";
    public const string MemberNotFound = "MEMBER_NOT_FOUND";
    public const string TeamFull = "TEAM_FULL";
    public const string SlotTaken = "SLOT_TAKEN";
    public const string TeamTooSmall = "TEAM_TOO_SMALL";
    public const string BuildNotFound = "BUILD_NOT_FOUND";
    public const string TargetNotFound = "TARGET_NOT_FOUND";
    public const string PoolTooSmall = "POOL_TOO_SMALL";
    public const string NoSolution = "NO_SOLUTION";
    public const string SentryOff = "SENTRY_OFF";
    public const string SentryTest = "SENTRY_TEST";
    public const string GameNotFound = "GAME_NOT_FOUND";
    public const string Quota = "QUOTA";
    public const string InternalError = "INTERNAL_ERROR";
}
