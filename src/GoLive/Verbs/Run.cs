using System.Data.Common;
using System.Diagnostics;
using GoLive.Gates;
using GoLive.Logs;
using GoLive.Probes;
using GoLive.Reports;

namespace GoLive.Verbs;

/// <summary>A verb while it runs: what it found so far, and where its evidence goes.</summary>
internal sealed class Run(Settings settings, EvidenceFolder folder, IView view, LogWatch? logs)
{
    private readonly List<StepReport> steps = [];

    public Settings Settings => settings;

    public EvidenceFolder Folder => folder;

    public IView View => view;

    /// <summary>Null where the operator named no logs.</summary>
    public LogWatch? Logs => logs;

    public IReadOnlyList<StepReport> Steps => steps;

    public List<GateReport> Gates { get; } = [];

    public SortedDictionary<string, double> Kpis { get; } = new(StringComparer.Ordinal);

    public List<FindingReport> Findings { get; } = [];

    public List<string> Notes { get; } = [];

    public Outcome Outcome => steps.Count == 0 ? Outcome.Unknown : steps.Max(step => step.Outcome) is var worst && worst == Outcome.Skipped ? Outcome.Pass : worst;

    public async Task DoAsync(IReadOnlyList<Step> plan, CancellationToken cancellationToken)
    {
        var stopped = false;
        foreach (var step in plan.Where(step => !stopped || step.Always))
        {
            var finding = await DoAsync(step, step.Always ? CancellationToken.None : cancellationToken);
            stopped |= cancellationToken.IsCancellationRequested || (step.Stops && finding.Outcome is Outcome.Fail or Outcome.Unknown);
        }
    }

    public void Judge(IEnumerable<Judgement> judgements, string source)
    {
        Gates.Clear();
        Gates.AddRange(judgements.Select(one => new GateReport(
            one.Gate.Slo.Name,
            one.Gate.Slo.What,
            one.Gate.Slo.Unit,
            one.Reading.Value,
            one.Gate.Bound.Min,
            one.Gate.Bound.Max,
            one.Verdict switch { Verdict.Pass => Outcome.Pass, Verdict.Fail => Outcome.Fail, _ => Outcome.Unknown },
            one.Reading.Missing,
            source)));
    }

    /// <summary>Reads the plan's KPIs from a window; those that are known already stay.</summary>
    public void MeasureKpis(ScrapeWindow window)
    {
        foreach (var slo in settings.Slo.Slos.Where(slo => slo.Goal is not null))
        {
            if (window.Read(slo.Measure).Value is { } value)
            {
                Kpis.TryAdd(slo.Name, value);
            }
        }
    }

    private async Task<Finding> DoAsync(Step step, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        Finding finding;
        using (step.Asks ? null : view.Begin(step.Name))
        {
            try
            {
                finding = await step.Act(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                finding = Finding.Unknown("interrupted");
            }
            catch (ProbeException e)
            {
                finding = new Finding(e.Outcome, e.Message, e.Hint);
            }
            catch (UsageException e)
            {
                finding = Finding.Fail(e.Message, e.Hint);
            }
            catch (Exception e) when (e is HttpRequestException or IOException or UnauthorizedAccessException or TimeoutException or OperationCanceledException or DbException)
            {
                finding = Finding.Fail(e.Message);
            }
            catch (Exception e)
            {
                // A fault of ours: the steps that tidy up and roll back are still to be done, and the evidence keeps where it was.
                finding = Finding.Fail($"{e}");
            }
        }

        steps.Add(new StepReport(step.Name, finding.Outcome, Math.Round(watch.Elapsed.TotalMilliseconds, 1), finding.Detail, finding.Hint));
        view.Tell(steps[^1]);
        return finding;
    }
}
