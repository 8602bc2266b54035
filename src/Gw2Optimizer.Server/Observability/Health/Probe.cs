namespace Gw2Optimizer.Server.Observability.Health;

/// <summary>Asks something that the server depends on whether it answers, at most once a second however many ask. Thread-safe.</summary>
/// <param name="ask">May throw instead of saying no, and may take its time.</param>
internal sealed class Probe(Func<Task<bool>> ask, TimeProvider time)
{
    /// <summary>Longer than that is no answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private Task<bool>? question;
    private long askedAt;

    /// <summary>What the last question was answered.</summary>
    public bool WasUp { get; private set; }

    public Task<bool> IsUpAsync()
    {
        lock (gate)
        {
            if (question is null || (question.IsCompleted && time.GetElapsedTime(askedAt) >= Freshness))
            {
                askedAt = time.GetTimestamp();
                question = AskAsync();
            }

            return question;
        }
    }

    private async Task<bool> AskAsync()
    {
        try
        {
            WasUp = await Task.Run(ask).WaitAsync(Patience, time);
        }
        catch (Exception)
        {
            WasUp = false;
        }

        return WasUp;
    }
}
