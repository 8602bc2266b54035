namespace Gw2Optimizer.Server.Storage;

/// <summary>The database lacks migrations of this release.</summary>
internal sealed class OldSchemaException : Exception
{
    public OldSchemaException() { }

    public OldSchemaException(string message) : base(message) { }

    public OldSchemaException(string message, Exception inner) : base(message, inner) { }
}
