namespace Gw2Optimizer.Server.Observability.Logs;

/// <summary>One event of the log.</summary>
/// <param name="At">UTC.</param>
/// <param name="Event">What happened, in snake_case.</param>
/// <param name="Context">The short name of the class that says it.</param>
/// <param name="RequestId">The request it belongs to, or null.</param>
/// <param name="Error">An exception with its stack, or null.</param>
internal sealed record LogLine(DateTimeOffset At, LogLevel Level, string Event, string Context, string? RequestId, string Message, string? Error)
{
    public string LevelName => Level switch
    {
        LogLevel.Trace or LogLevel.Debug => "DEBUG",
        LogLevel.Information => "INFO",
        LogLevel.Warning => "WARN",
        _ => "ERROR",
    };

    public string Timestamp => At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
}
