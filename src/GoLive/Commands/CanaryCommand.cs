using System.CommandLine;
using System.Text;
using GoLive.Gates;
using GoLive.Reports;
using GoLive.Verbs;

namespace GoLive.Commands;

/// <summary><c>golive canary</c>: a share of the games, watched; back at once where a gate fails.</summary>
internal static class CanaryCommand
{
    private static readonly TimeSpan DrillWatch = TimeSpan.FromSeconds(45);
    private static readonly Option<int?> Percent = new("--percent") { Description = "The share of games, within rollout.canary.percent of the file of thresholds (default: its middle)." };

    public static Command Create() => VerbCommand.Create(
        "canary",
        "Switches the session cache on for a share of the games, watches the five gates, rolls back at once when one fails, and writes the gate review.",
        [Percent, VerbOptions.Watch, VerbOptions.Players, VerbOptions.Drill, VerbOptions.Sign],
        (settings, parsed) => new CanaryVerb(settings, ReadPercent(settings, parsed), VerbOptions.ReadWatch(settings, parsed, settings.Slo.Canary.Watch, DrillWatch), VerbOptions.ReadPlayers(settings, parsed)));

    private static int ReadPercent(Settings settings, ParseResult parsed)
    {
        var (least, most) = (settings.Slo.Canary.Percents[0], settings.Slo.Canary.Percents[^1]);
        var percent = parsed.GetValue(Percent) ?? ((least + most) / 2);
        return percent >= least && percent <= most ? percent : throw new UsageException($"A canary takes {least} to {most} %, not {percent}.", $"--percent {least}");
    }

    private sealed class CanaryVerb : Verb
    {
        private readonly Settings settings;
        private readonly int percent;
        private readonly TimeSpan watch;
        private readonly Release release;

        public CanaryVerb(Settings settings, int percent, TimeSpan watch, int players)
        {
            (this.settings, this.percent, this.watch) = (settings, percent, watch);
            release = new Release(Http, settings, players);
        }

        public override bool Records => true;

        public override bool MeasuresKpis => true;

        public override IReadOnlyList<Step> Plan(Run run) =>
        [
            new("permission", "the validation is GO, signed and unchanged", _ => Task.FromResult(Permission.ForCanary(Runs.Read(settings.EvidenceRoot), settings.Drill))) { Stops = true },
            release.Announce("canary-start", $"{percent} %, {Durations.Text(watch)}"),
            release.Play(),
            .. release.Watch(run, percent, watch, update: "canary-update"),
            .. release.RollbackIfFailed(run),
            release.Count(run),
            new("gate review", "writes gate-review.md", _ => Task.FromResult(Review(run))) { Always = true },
            release.Announce("gate-review", $"{percent} %"),
        ];

        public override string Decide(Outcome outcome) => GoOrNot(outcome);

        protected override ValueTask EndAsync() => release.DisposeAsync();

        private Finding Review(Run run)
        {
            var text = new StringBuilder($"# Gate review of the canary: {GoOrNot(run.Outcome)}\n\n{percent} % of the games, watched for {Durations.Text(watch)}.\n");
            MarkdownReport.Table(text, "Gates", ["gate", "wanted", "measured", "verdict"], run.Gates.Select(gate => (string[])[gate.What, $"{new Bound(gate.Min, gate.Max)} {gate.Unit}", gate.Value is { } value ? $"{value:0.####}" : gate.Reason, MarkdownReport.Word(gate.Outcome)]));
            text.Append("\n## Decision\n\nSigned by: `golive sign` adds a signature-NAME.json beside this file.\n");
            run.Folder.Write("gate-review.md", text.ToString());
            return run.Gates.Count > 0 ? Finding.Pass("gate-review.md") : Finding.Unknown("no gate was measured");
        }
    }
}
