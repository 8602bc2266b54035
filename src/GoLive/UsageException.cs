namespace GoLive;

/// <summary>The operator asked for something that cannot be: exit 2, the message, and what to do about it.</summary>
internal sealed class UsageException(string message, string hint = "") : Exception(message)
{
    public string Hint => hint;
}
