using System.CommandLine;
using GoLive.Gates;
using GoLive.Players;
using GoLive.Probes;
using GoLive.Reports;
using GoLive.Verbs;

namespace GoLive.Commands;

/// <summary><c>golive validate</c>: the staging runbook, twice, judged by the staging gates.</summary>
internal static class ValidateCommand
{
    public static Command Create() => VerbCommand.Create(
        "validate",
        "The staging runbook, twice: join, moves, drop, resume, ack, prune; then GO or NO-GO by the staging gates.",
        [VerbOptions.Sign, VerbOptions.Drill],
        (settings, _) => new ValidateVerb(settings));

    private sealed class ValidateVerb(Settings settings) : Verb
    {
        private const int Rounds = 2;

        /// <summary>B comes back so often a round: a share of two look-ups says nothing.</summary>
        private const int Returns = 6;

        /// <summary>So often in all may a server be too slow for the warm-up, which is what it is for.</summary>
        private const int MissesMax = 3;

        private static readonly TimeSpan MissPause = TimeSpan.FromSeconds(1);
        private static readonly TimeSpan BacklogWait = TimeSpan.FromSeconds(15);
        private static readonly Measure Backlogs = new Measure.Increase([Selector.Parse("ws_replay_backlog_after_ack_events_count")]);

        private static readonly TimeSpan PruneWait = TimeSpan.FromSeconds(1);
        private readonly List<double> returns = [];
        private Scrape? before;
        private Table? table;
        private (Player A, Player B)? players;
        private int lost;

        public override bool Records => true;

        private Api Api => new(Http, settings.Server);

        private MetricsScraper Scraper => new(Http, settings.Metrics, settings.MetricsToken, settings.Time);

        public override IReadOnlyList<Step> Plan(Run run)
        {
            var admin = new AdminApi(Api, settings);
            return
            [
                new("flag", "the session cache is switched on, for everybody", cancellation => FlagAsync(admin, cancellation)) { Stops = true },
                new("warm-up", "a game on each node outside of the measurement, since a server that has just started is slow", WarmUpAsync) { Stops = true },
                new("metrics before", "scrapes every node", async cancellation => await ScrapeAsync(cancellation)) { Stops = true },
                .. Enumerable.Range(1, Rounds).SelectMany(round => Round(round, run, admin)),
                new("backlog", "waits for the backlog, which is counted 5 s after an ack", BacklogAsync),
                new("nothing lost", "both journals equal the log", cancellation => Task.FromResult(Finding.Check(lost == 0, $"{lost} events lost, repeated or out of turn"))),
                new("gates", "judges the whole script by the staging gates", cancellation => JudgeAsync(run, cancellation)),
            ];
        }

        public override string Decide(Outcome outcome) => GoOrNot(outcome);

        protected override ValueTask EndAsync() => CloseAsync();

        private IEnumerable<Step> Round(int round, Run run, AdminApi admin) =>
        [
            new($"{round}. A and B join", "A makes a draft, B joins and is given a snapshot", JoinAsync) { Stops = true },
            new($"{round}. moves", "four bans, which fill the replay", async cancellation =>
            {
                for (var move = 0; move < 4; move++)
                {
                    await table!.MoveAsync(cancellation);
                }

                return Finding.Pass($"the log is at event {table!.Head}");
            }) { Stops = true },
            new($"{round}. B drops and resumes", $"{Returns} times, with a move of the others meanwhile where it is theirs", cancellation => ResumeAsync(run, cancellation)) { Stops = true },
            new($"{round}. ack and prune", "both acknowledge; floor and backlog tell within a second", cancellation => AckAsync(admin, cancellation)),
            new($"{round}. close", "compares both journals with the log", async cancellation =>
            {
                var wrong = await table!.CountLostAsync(cancellation);
                lost += wrong;
                await CloseAsync();
                return Finding.Check(wrong == 0, $"{wrong} events lost, repeated or out of turn");
            }),
        ];

        private static async Task<Finding> FlagAsync(AdminApi admin, CancellationToken cancellation)
        {
            var flag = await new ReadThroughFlag(admin).ReadAsync(cancellation);
            return Finding.Check(flag is { Enabled: true, Percent: 100 }, $"{flag}", "Staging is validated with the cache: set NODE_ENV=staging or SESSION_REDIS_READTHROUGH_ENABLED=true, or switch it on by PUT /api/v1/admin/flags/session-redis-readthrough.");
        }

        private async Task<Finding> WarmUpAsync(CancellationToken cancellation)
        {
            var (a, b) = (new Player(Api), new Player(Api));
            players = (a, b);
            var misses = 0;
            for (var games = 0; games < settings.Servers.Count;)
            {
                try
                {
                    await using var warm = await Table.OpenAsync(a, b, settings.Servers, settings.Time, cancellation);
                    await warm.MoveAsync(cancellation);
                    await warm.Red.DropAndResumeAsync(() => Task.CompletedTask, cancellation);
                    await warm.Blue.DropAndResumeAsync(() => Task.CompletedTask, cancellation);
                    games++;
                }
                catch (ProbeException) when (++misses <= MissesMax)
                {
                    await Task.Delay(MissPause, cancellation);
                }
            }

            return Finding.Pass(misses == 0 ? $"{settings.Servers.Count} game(s)" : $"{settings.Servers.Count} game(s), begun again {misses} time(s)");
        }

        private async Task<Finding> ScrapeAsync(CancellationToken cancellation)
        {
            before = await Scraper.ScrapeAsync(cancellation);
            return Finding.Pass($"{before.Values.Count} series");
        }

        private async Task<Finding> JoinAsync(CancellationToken cancellation)
        {
            table = await Table.OpenAsync(players!.Value.A, players.Value.B, settings.Servers, settings.Time, cancellation);
            return Finding.Pass($"game {table.Id}, B: {table.Red.Outcomes[0]}");
        }

        private async Task<Finding> ResumeAsync(Run run, CancellationToken cancellation)
        {
            for (var time = 0; time < Returns; time++)
            {
                var missed = table!.Head;
                var took = await table.Red.DropAndResumeAsync(() => table.IsBluesTurn ? table.MoveAsync(cancellation) : Task.CompletedTask, cancellation);
                returns.Add(took.TotalMilliseconds);
                await table.Red.HearAsync(table.Head, cancellation);
                if (table.Head == missed && !table.IsOver)
                {
                    await table.MoveAsync(cancellation);
                }
            }

            run.Kpis["player_return_p95_ms"] = Percentiles.Of(returns, 0.95);
            var replayed = table!.Red.Outcomes.Count(outcome => outcome.StartsWith("Replayed", StringComparison.Ordinal));
            return Finding.Check(replayed > 0, $"{replayed} of {Returns} returns replayed what was missed; the longest took {returns.Max():0} ms");
        }

        private async Task<Finding> AckAsync(AdminApi admin, CancellationToken cancellation)
        {
            await Task.WhenAll(table!.Blue.HearAsync(table.Head, cancellation), table.Red.HearAsync(table.Head, cancellation));
            await Task.WhenAll(table.Blue.AckedAsync(table.Head, cancellation), table.Red.AckedAsync(table.Head, cancellation));
            await Task.Delay(PruneWait, cancellation);
            var (head, floor) = await admin.FindGameAsync(table.Id.Value, cancellation);
            var pruned = await PrunesAsync(cancellation);
            return floor == head && pruned > 0
                ? Finding.Pass($"head {head}, floor {floor}, {pruned:0} prunes of the cache")
                : Finding.Fail($"head {head}, floor {floor}, {pruned:0} prunes of the cache", "Acks are not stored, or the cache is not trimmed: look for warnings in the context GameSessionRegistryRedis.");
        }

        private async Task<double> PrunesAsync(CancellationToken cancellation) =>
            new ScrapeWindow(before!, await Scraper.ScrapeAsync(cancellation)).Read(new Measure.Increase([Selector.Parse("game_session_cache_writes_total{operation=\"replay_prune\"}")])).Value ?? 0;

        private async Task<Finding> BacklogAsync(CancellationToken cancellation)
        {
            for (var start = settings.Time.GetTimestamp(); settings.Time.GetElapsedTime(start) < BacklogWait; await Task.Delay(TimeSpan.FromMilliseconds(500), cancellation))
            {
                if (new ScrapeWindow(before!, await Scraper.ScrapeAsync(cancellation)).Read(Backlogs).Value is > 0 and var counted)
                {
                    return Finding.Pass($"counted after {counted:0} acks");
                }
            }

            return Finding.Unknown($"no backlog was counted within {Durations.Text(BacklogWait)}");
        }

        private async Task<Finding> JudgeAsync(Run run, CancellationToken cancellation)
        {
            var window = new ScrapeWindow(before!, await Scraper.ScrapeAsync(cancellation));
            var judgements = settings.Slo.Gates(Phase.Staging).Select(gate => gate.Judge(window.Read(gate.Slo.Measure))).ToList();
            run.Judge(judgements, string.Join(", ", settings.Metrics));
            run.MeasureKpis(window);
            run.Kpis[DeploymentReport.LostEvents] = lost;
            return Judgements.Tell(judgements);
        }

        private async ValueTask CloseAsync()
        {
            if (table is { } open)
            {
                table = null;
                await open.DisposeAsync();
            }
        }
    }
}
