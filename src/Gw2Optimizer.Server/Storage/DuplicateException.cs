namespace Gw2Optimizer.Server.Storage;

/// <summary>A row would equal another one where the schema wants them to differ. Nothing of the work was stored.</summary>
internal sealed class DuplicateException : Exception
{
    public DuplicateException() { }

    public DuplicateException(string message) : base(message) { }

    public DuplicateException(string message, Exception inner) : base(message, inner) { }
}
