namespace GameSessions.Hosting.Storage;

/// <summary>
/// The store did not answer, or answered that it cannot. Whether the work was stored is unknown: read again before deciding anew.
/// </summary>
public sealed class StorageUnavailableException : Exception
{
    public StorageUnavailableException() { }

    public StorageUnavailableException(string message) : base(message) { }

    public StorageUnavailableException(string message, Exception inner) : base(message, inner) { }
}
