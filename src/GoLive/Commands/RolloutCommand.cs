using System.CommandLine;
using GoLive.Reports;
using GoLive.Verbs;

namespace GoLive.Commands;

/// <summary><c>golive rollout</c>: half of the games, then all of them.</summary>
internal static class RolloutCommand
{
    private static readonly TimeSpan DrillWatch = TimeSpan.FromSeconds(30);

    /// <summary>Every step but the last is watched for so much of the whole.</summary>
    private const double StepShare = 0.25;

    public static Command Create() => VerbCommand.Create(
        "rollout",
        "50 % and then 100 %, watched by the canary's gates; only after a signed GO, and back at once when a gate fails.",
        [VerbOptions.Watch, VerbOptions.Players, VerbOptions.Drill, VerbOptions.Sign],
        (settings, parsed) => new RolloutVerb(settings, VerbOptions.ReadWatch(settings, parsed, settings.Slo.Full.Watch, DrillWatch), VerbOptions.ReadPlayers(settings, parsed)));

    private sealed class RolloutVerb : Verb
    {
        private readonly Settings settings;
        private readonly TimeSpan watch;
        private readonly Release release;

        public RolloutVerb(Settings settings, TimeSpan watch, int players)
        {
            (this.settings, this.watch) = (settings, watch);
            release = new Release(Http, settings, players);
        }

        public override bool Records => true;

        public override bool MeasuresKpis => true;

        public override IReadOnlyList<Step> Plan(Run run)
        {
            var percents = settings.Slo.Full.Percents;
            return
            [
                new("permission", "the canary is GO, signed, unchanged and not rolled back", _ => Task.FromResult(Permission.ForRollout(Runs.Read(settings.EvidenceRoot), settings.Drill))) { Stops = true },
                release.Play(),
                .. percents.SelectMany(percent => release.Watch(run, percent, percent == percents[^1] ? watch : StepShare * watch, update: null).Append(release.Announce(percent == 100 ? "rollout-100" : "rollout-50", $"{percent} %"))),
                .. release.RollbackIfFailed(run),
                release.Count(run),
            ];
        }

        public override string Decide(Outcome outcome) => GoOrNot(outcome);

        protected override ValueTask EndAsync() => release.DisposeAsync();
    }
}
