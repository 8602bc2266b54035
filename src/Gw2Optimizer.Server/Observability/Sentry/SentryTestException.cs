namespace Gw2Optimizer.Server.Observability.Sentry;

/// <summary>Somebody asked for an error, to see that it arrives.</summary>
internal sealed class SentryTestException : Exception
{
    public SentryTestException() : base("A test of the way to Sentry, asked for by an operator.") { }

    public SentryTestException(string message) : base(message) { }

    public SentryTestException(string message, Exception inner) : base(message, inner) { }
}
