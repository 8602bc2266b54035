using System.Text.Json;
using GoLive.Logs;
using GoLive.Probes;
using GoLive.Reports;
using GoLive.Reports.Charts;

namespace GoLive.Verbs;

/// <summary>Runs a verb: the plan, the steps, the evidence, the exit code.</summary>
internal sealed class VerbRunner(string name, Verb verb, Settings settings, TextWriter output, TextWriter errors)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var view = new TerminalView(errors, isQuiet: settings.Json);
        if (settings.DryRun)
        {
            await PrintPlanAsync(verb.Plan(new Run(settings, EvidenceFolder.None, view, logs: null)));
            return ExitCodes.Pass;
        }

        // Nobody wants to learn after two hours that nothing can be signed.
        using var key = settings.Sign is { } signer ? SigningKey.ReadOrCreate(settings.KeyFile(signer)) : null;
        var logs = await WatchLogsAsync(cancellationToken);
        var folder = EvidenceFolder.Create(settings.EvidenceRoot, name, settings.Time.GetUtcNow());
        var run = new Run(settings, folder, view, logs);
        using var http = new HttpClient { Timeout = Patience };
        var scraper = new MetricsScraper(http, settings.Metrics, settings.MetricsToken, settings.Time);
        await using var recorder = new MetricsRecorder(scraper, settings.Time);
        await recorder.StartAsync(verb.Records, cancellationToken);

        view.Say($"golive {name}{(settings.Drill ? " (drill)" : "")} on {string.Join(", ", settings.Servers)}");
        var startedAt = settings.Time.GetUtcNow();
        await run.DoAsync(verb.Plan(run), cancellationToken);
        await recorder.StopAsync();

        if (verb.MeasuresKpis && recorder.Scrapes.Count > 1)
        {
            run.MeasureKpis(new ScrapeWindow(recorder.Scrapes[0], recorder.Scrapes[^1]));
        }

        await KeepLogAsync(run);
        SessionCharts.Draw(recorder, folder);
        var report = Write(run, recorder, startedAt);
        var signed = report.Decision is { } decision && key is not null ? Signature.Sign(folder.Path, decision, settings.Sign!, key, settings.Time.GetUtcNow()) : null;
        await TellAsync(report, signed, view);
        return ExitCodes.Of(report.Outcome);
    }

    private Report Write(Run run, MetricsRecorder recorder, DateTimeOffset startedAt)
    {
        run.Folder.Write(MarkdownReport.File, "");
        var report = new Report
        {
            Verb = name,
            Run = run.Folder.Name,
            Drill = settings.Drill,
            Targets = [.. settings.Servers.Select(server => server.ToString())],
            StartedAt = startedAt,
            EndedAt = settings.Time.GetUtcNow(),
            Outcome = run.Outcome,
            Decision = verb.Decide(run.Outcome),
            Steps = run.Steps,
            Gates = run.Gates,
            Kpis = run.Kpis,
            Metrics = recorder.Differences(),
            Findings = run.Findings,
            Notes = run.Notes,
            Evidence = run.Folder.Files,
        };
        run.Folder.Write(MarkdownReport.File, MarkdownReport.Of(report));
        run.Folder.Write(report);
        run.Folder.Seal();
        return report;
    }

    /// <summary>What the cache logged, where the operator named a log; it may have gone meanwhile, which is no reason to lose the rest.</summary>
    private static async Task KeepLogAsync(Run run)
    {
        if (run.Logs is { } logs)
        {
            try
            {
                var lines = await logs.ReadCacheAsync(CancellationToken.None);
                run.Folder.Write("cache.log", string.Concat(lines.Select(line => line.Text + '\n')));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                run.Notes.Add($"The log could not be read: {e.Message}");
            }
        }
    }

    private async Task<LogWatch?> WatchLogsAsync(CancellationToken cancellationToken)
    {
        List<ILogSource> sources = [.. settings.LogFiles.Select(file => new LogFile(file))];
        if (settings.Journal is { } unit)
        {
            sources.Add(LogCommand.Journal(unit, settings.Time));
        }

        if (settings.Compose is { } compose)
        {
            sources.Add(LogCommand.Compose(compose, settings.Time));
        }

        if (sources.Count == 0)
        {
            return null;
        }

        var watch = new LogWatch(sources);
        try
        {
            await watch.MarkAsync(cancellationToken);
            return watch;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The log cannot be read: {e.Message}", "--log FILE, --journal UNIT or --compose FILE say where it is.");
        }
    }

    private async Task PrintPlanAsync(IReadOnlyList<Step> plan)
    {
        var text = settings.Json
            ? JsonSerializer.Serialize(new { Verb = name, DryRun = true, Steps = plan.Select(step => new { step.Name, step.What }) }, EvidenceJson.Options)
            : $"golive {name} would, on {string.Join(", ", settings.Servers)}:\n{string.Join('\n', plan.Select((step, at) => $"{at + 1,3}. {step.Name}: {step.What}"))}";
        await output.WriteLineAsync(text);
    }

    private async Task TellAsync(Report report, Signature? signature, TerminalView view)
    {
        if (settings.Json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(report, EvidenceJson.Options));
            return;
        }

        foreach (var gate in report.Gates.Where(gate => gate.Outcome != Outcome.Pass))
        {
            view.Say($"gate {gate.Name}: {(gate.Value is { } value ? $"{value:0.####} {gate.Unit}" : gate.Reason)}");
        }

        var signed = signature is null ? "" : $", signed by {signature.Name}";
        await output.WriteLineAsync($"{report.Decision ?? report.Outcome.ToString().ToUpperInvariant()}{signed}. Evidence: {Path.Combine(settings.EvidenceRoot, report.Run, MarkdownReport.File)}");
    }
}
