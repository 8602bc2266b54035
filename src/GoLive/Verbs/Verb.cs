using GoLive.Reports;

namespace GoLive.Verbs;

/// <summary>What a command does: a plan, which a dry run only prints.</summary>
internal abstract class Verb : IAsyncDisposable
{
    /// <summary>Whether the servers' metrics are recorded while it runs, and drawn.</summary>
    public virtual bool Records => false;

    public abstract IReadOnlyList<Step> Plan(Run run);

    /// <summary>Said once all steps are done; null where the run decides nothing.</summary>
    public virtual string? Decide(Outcome outcome) => null;

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>GO only where everything was seen and passed.</summary>
    protected static string GoOrNot(Outcome outcome) => outcome switch
    {
        Outcome.Pass => "GO",
        Outcome.Fail => "NO-GO",
        _ => "UNKNOWN",
    };
}
