namespace RealStores;

/// <summary>A server that a test needs does not start, or is not installed.</summary>
public sealed class StoreFailedException : Exception
{
    public StoreFailedException() { }

    public StoreFailedException(string message) : base(message) { }

    public StoreFailedException(string message, Exception inner) : base(message, inner) { }
}
