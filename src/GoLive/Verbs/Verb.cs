using GoLive.Reports;

namespace GoLive.Verbs;

/// <summary>What a command does: a plan, which a dry run only prints.</summary>
internal abstract class Verb : IAsyncDisposable
{
    /// <summary>Longer than the slowest answer of a healthy server, the model's included.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    protected HttpClient Http { get; } = new(new SocketsHttpHandler { UseCookies = false }) { Timeout = Patience };

    /// <summary>Whether the servers' metrics are recorded while it runs, and drawn.</summary>
    public virtual bool Records => false;

    /// <summary>Whether enough goes on while it runs for the plan's KPIs to be read from it.</summary>
    public virtual bool MeasuresKpis => false;

    public abstract IReadOnlyList<Step> Plan(Run run);

    /// <summary>Said once all steps are done; null where the run decides nothing.</summary>
    public virtual string? Decide(Outcome outcome) => null;

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        Http.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the steps left.</summary>
    protected virtual ValueTask EndAsync() => ValueTask.CompletedTask;

    /// <summary>GO only where everything was seen and passed.</summary>
    protected static string GoOrNot(Outcome outcome) => outcome switch
    {
        Outcome.Pass => "GO",
        Outcome.Fail => "NO-GO",
        _ => "UNKNOWN",
    };
}
