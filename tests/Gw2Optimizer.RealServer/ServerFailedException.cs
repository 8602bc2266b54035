namespace Gw2Optimizer.RealServer;

/// <summary>The server did what nobody can go on from; the message is for people.</summary>
public sealed class ServerFailedException : Exception
{
    public ServerFailedException() { }

    public ServerFailedException(string message) : base(message) { }

    public ServerFailedException(string message, Exception inner) : base(message, inner) { }
}
