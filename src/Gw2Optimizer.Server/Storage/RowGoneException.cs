namespace Gw2Optimizer.Server.Storage;

/// <summary>A row refers to one that another has just removed. Nothing of the work was stored.</summary>
internal sealed class RowGoneException : Exception
{
    public RowGoneException() { }

    public RowGoneException(string message) : base(message) { }

    public RowGoneException(string message, Exception inner) : base(message, inner) { }
}
