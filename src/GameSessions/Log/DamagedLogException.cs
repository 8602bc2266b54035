namespace GameSessions.Log;

/// <summary>What was read from the log is not what was written: a gap, an unknown event, another shape.</summary>
public sealed class DamagedLogException : Exception
{
    public DamagedLogException() { }

    public DamagedLogException(string message) : base(message) { }

    public DamagedLogException(string message, Exception inner) : base(message, inner) { }
}
