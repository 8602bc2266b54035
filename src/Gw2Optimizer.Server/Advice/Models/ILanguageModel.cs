namespace Gw2Optimizer.Server.Advice.Models;

/// <summary>A language model, for one call. Guards, such as retries and limits, are those of <see cref="ModelDesk"/>.</summary>
internal interface ILanguageModel
{
    /// <exception cref="OperationCanceledException">It took too long, or nobody waits any more.</exception>
    Task<ModelReply> AskAsync(ModelPrompt prompt, CancellationToken cancellation);
}

/// <summary>What the model is told.</summary>
/// <param name="Task">What it is to do, and how it answers; ours.</param>
/// <param name="Facts">JSON, in which every word of a player's stands in a string of its own.</param>
internal sealed record ModelPrompt(string Task, string Facts)
{
    public int Bytes => System.Text.Encoding.UTF8.GetByteCount(Task) + System.Text.Encoding.UTF8.GetByteCount(Facts);
}

/// <summary>How a call ended. Closed.</summary>
internal abstract record ModelReply
{
    private ModelReply() { }

    /// <param name="Text">What the model wrote; null: the answer holds nothing that could be read.</param>
    /// <param name="Tokens">As the provider counts them; null: it does not say.</param>
    /// <param name="Bytes">Of the answer.</param>
    internal sealed record Answered(string? Text, long? Tokens, int Bytes) : ModelReply;

    /// <summary>The provider did not serve it.</summary>
    /// <param name="Status">Of its answer; null: there was none.</param>
    internal sealed record Failed(int? Status) : ModelReply;
}
