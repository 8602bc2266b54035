namespace Gw2Optimizer.ApiFuzz;

/// <summary>The server did what it must not; the message tells the request and the answer.</summary>
public sealed class ViolationException : Exception
{
    public ViolationException() { }

    public ViolationException(string message) : base(message) { }

    public ViolationException(string message, Exception inner) : base(message, inner) { }
}
