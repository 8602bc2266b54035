using GoLive.Gates;
using GoLive.Players;
using GoLive.Probes;
using GoLive.Reports;
using GoLive.Reports.Charts;

namespace GoLive.Verbs;

/// <summary>What a canary and a rollout have in common: set the share, watch the gates, and go back at once where one fails.</summary>
internal sealed class Release(HttpClient http, Settings settings, int players) : IAsyncDisposable
{
    private static readonly TimeSpan UpdateAfter = TimeSpan.FromMinutes(30);
    private readonly Api api = new(http, settings.Server);
    private Traffic? traffic;
    private readonly AdminApi admin = new(new Api(http, settings.Server), settings);

    /// <summary>A share was set, or may have been, and did not pass its watch.</summary>
    private bool isUnproven;

    /// <summary>Lets players of its own begin, where there are any.</summary>
    public Step Play() => new("players", players == 0 ? "none of its own: the real ones are watched" : $"{players} players of its own draft, drop and resume all the while", _ =>
    {
        traffic = players == 0 ? null : new Traffic(players, api, settings.Servers, settings.Time);
        return Task.FromResult(players == 0 ? Finding.Skip("the real ones are watched") : Finding.Pass($"{players}"));
    });

    public Step Announce(string what, string facts) => new($"announce {what}", "posts the message where a webhook is configured", async cancellation =>
    {
        var posted = await Announcements.PostAsync(http, settings.Variables, Announcements.Render(what, facts), cancellation);
        // A chat that is away is no reason to stop, but it is told.
        return posted.Outcome == Outcome.Fail ? Finding.Skip(posted.Detail) : posted;
    });

    /// <summary>Sets the share and watches it.</summary>
    public IReadOnlyList<Step> Watch(Run run, int percent, TimeSpan watch, string? update) =>
    [
        new($"{percent} %", $"switches the session cache on for {percent} % of the games", async cancellation =>
        {
            isUnproven = true;
            await new ReadThroughFlag(admin).SetAsync(new ReadThrough(Enabled: true, percent), cancellation);
            return Finding.Pass($"on for {percent} %, on every node");
        }) { Stops = true },
        new($"watch {percent} %", $"watches the gates for {Durations.Text(watch)}, and rolls back at once where one fails", async cancellation =>
        {
            var finding = await WatchAsync(run, percent, watch, update, cancellation);
            isUnproven = finding.Outcome != Outcome.Pass;
            return finding;
        }) { Stops = true },
    ];

    /// <summary>Runs only where a share that was set did not pass its watch: a gate failed, nothing was seen, or somebody interrupted.</summary>
    public IEnumerable<Step> RollbackIfFailed(Run run)
    {
        var steps = new Rollback(api, admin, new MetricsScraper(http, settings.Metrics, settings.MetricsToken, settings.Time), settings).Plan(run);
        return steps.Append(Announce("rollback", "automatic")).Select(step => step with
        {
            What = $"if a gate fails: {step.What}",
            Always = true,
            Act = async cancellation => isUnproven ? await step.Act(cancellation) : Finding.Skip("nothing to take back"),
        });
    }

    /// <summary>Ends its players, and counts what they saw.</summary>
    public Step Count(Run run) => new("players' journals", "no event was lost, repeated or out of turn", async _ =>
    {
        if (traffic is not { } own)
        {
            return Finding.Skip("no players of its own");
        }

        await own.StopAsync();
        run.Kpis["own_games"] = own.Games;
        run.Kpis[DeploymentReport.LostEvents] = own.Lost;
        if (own.Returns.Count > 0)
        {
            run.Kpis["player_return_p95_ms"] = Percentiles.Of(own.Returns, 0.95);
        }

        foreach (var fault in own.Faults.Distinct())
        {
            run.Notes.Add($"A player of its own: {fault}");
        }

        return Finding.Check(own.Lost == 0, $"{own.Games} games, {own.Returns.Count} returns, {own.Lost} events lost, repeated or out of turn, {own.Faults.Count} faults");
    }) { Always = true };

    public async ValueTask DisposeAsync()
    {
        if (traffic is { } own)
        {
            await own.DisposeAsync();
        }
    }

    private async Task<Finding> WatchAsync(Run run, int percent, TimeSpan duration, string? update, CancellationToken cancellationToken)
    {
        IMeasurements measurements = settings.Prometheus is { } prometheus
            ? new PrometheusMeasurements(http, prometheus)
            : new ScrapedMeasurements(new MetricsScraper(http, settings.Metrics, settings.MetricsToken, settings.Time));
        var watch = new GateWatch(settings.Slo.Gates(Phase.Canary), measurements, run.Logs, settings.Time);
        var isUpdated = update is null;
        var finding = await watch.WatchAsync(duration, Tell, cancellationToken);
        run.Judge(watch.Last, measurements.Source);
        Draw(run, percent, watch);
        return finding;

        void Tell(TimeSpan elapsed, IReadOnlyList<Judgement> judgements)
        {
            run.View.Progress(Math.Min(1, elapsed / duration), $"{judgements.Count(one => one.Verdict == Verdict.Pass)} of {judgements.Count} gates hold");
            if (!isUpdated && elapsed >= UpdateAfter)
            {
                isUpdated = true;
                _ = Announcements.PostAsync(http, settings.Variables, Announcements.Render(update!, $"{percent} %"), CancellationToken.None);
            }
        }
    }

    private static void Draw(Run run, int percent, GateWatch watch)
    {
        for (var at = 0; at < watch.Last.Count; at++)
        {
            var gate = watch.Last[at].Gate;
            var points = watch.History.Select(look => (look.Seconds, look.Judgements[at].Reading.Value ?? double.NaN)).ToList();
            run.Folder.Write($"charts/gate-{percent}-{gate.Slo.Name}.svg", LineChart.Draw($"Gate at {percent} %: {gate.Slo.What}", gate.Slo.Unit, [new ChartLine("measured", points)], gate.Bound.Max ?? gate.Bound.Min));
        }
    }
}
