namespace GameSessions.Hosting.Storage;

/// <summary>
/// The log is another one than before: its database was restored or failed over, and what was known of its games may never have happened. Load again.
/// </summary>
public sealed class LogForkedException : Exception
{
    public LogForkedException() : base("The log is another one than before.") { }

    public LogForkedException(string message) : base(message) { }

    public LogForkedException(string message, Exception inner) : base(message, inner) { }
}
