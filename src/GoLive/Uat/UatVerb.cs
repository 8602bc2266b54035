using GoLive.Gates;
using GoLive.Probes;
using GoLive.Reports;
using GoLive.Verbs;

namespace GoLive.Uat;

/// <summary>Runs the script, and keeps its frames and what testers said.</summary>
internal sealed class UatVerb : Verb
{
    private const double KpiQuantile = 0.95;
    private readonly FileInfo? feedback;
    private readonly FrameLog frames;
    private readonly UatScript script;

    /// <param name="feedback">What testers said; null: they were not asked yet.</param>
    public UatVerb(Settings settings, FileInfo? feedback)
    {
        this.feedback = feedback;
        frames = new FrameLog(settings.Time);
        script = new UatScript(settings, Http, frames);
    }

    public override bool Records => true;

    public override IReadOnlyList<Step> Plan(Run run) =>
    [
        Critical(run, "two players", "A makes a blitz draft, B joins, both are in", script.SeatAsync) with { Stops = true },
        Critical(run, "lost network", "B's connection is cut; A bans; B is back with its token and is told", script.LoseAsync),
        Critical(run, "repeated resume", $"B is cut and comes back {UatScript.Resumes} times in a row", script.RepeatAsync),
        Critical(run, "ordered replay", "what B missed comes in order, once, with author and time", script.ReplayAsync),
        Critical(run, "ack and purge", "both acknowledge; the floor follows within a second", script.AckAsync),
        Critical(run, "clock without drift", $"B is away for {Durations.Text(UatScript.Away)}; its clock is right within {UatScript.ClockErrorMsMax} ms", script.ClockAsync),
        Critical(run, "invalid token", "a made-up resume token is closed with 1008 and counted", script.InvalidTokenAsync),
        Critical(run, "malformed payload", "no JSON, no frame, no command: an error each, and the socket lives", script.MalformedAsync),
        Critical(run, "ack out of order", "an older ack changes nothing, one beyond the head is an error, and the socket lives", script.AckOutOfOrderAsync),
        new("feedback", "writes feedback.md, and reads what testers said", _ => Task.FromResult(Feedback.Read(run, feedback))) { Always = true },
        new("frames", $"keeps {FrameLog.File}", _ => Task.FromResult(Keep(run))) { Always = true },
    ];

    public override string Decide(Outcome outcome) => GoOrNot(outcome);

    protected override ValueTask EndAsync() => script.DisposeAsync();

    /// <summary>A step that fails is a P1, with the frames as evidence.</summary>
    private static Step Critical(Run run, string name, string what, Func<CancellationToken, Task<Finding>> act) => new(name, what, async cancellation =>
    {
        Finding finding;
        try
        {
            finding = await act(cancellation);
        }
        catch (ProbeException e)
        {
            finding = new Finding(e.Outcome, e.Message, e.Hint);
        }

        if (finding.Outcome == Outcome.Fail)
        {
            run.Findings.Add(new FindingReport("P1", finding.Detail, name));
        }

        return finding;
    });

    private Finding Keep(Run run)
    {
        if (script.ResumeMs.Count > 0)
        {
            run.Kpis["uat_resume_p95_ms"] = Percentiles.Of(script.ResumeMs, KpiQuantile);
        }

        frames.Write(run.Folder);
        return Finding.Pass(FrameLog.File);
    }
}
