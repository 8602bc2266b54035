using GoLive.Gates;
using GoLive.Players;
using GoLive.Probes;
using GoLive.Reports;

namespace GoLive.Verbs;

/// <summary>Switches the session cache off and sees that it is off: what the verb does, and a canary or a rollout whose gate failed.</summary>
internal sealed class Rollback(Api api, AdminApi admin, MetricsScraper scraper, Settings settings)
{
    /// <summary>What an open look-up may take to be counted, after the switch has reached every node.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(3);

    /// <summary>What every node logs when the switch goes off.</summary>
    private const string OffWords = "Read-through is off";

    private static readonly TimeSpan LogWait = TimeSpan.FromSeconds(15);
    private static readonly Measure LookUps = new Measure.Increase([Selector.Parse("game_session_cache_hits_total"), Selector.Parse("game_session_cache_misses_total")]);
    private static readonly Measure DatabaseReads = new Measure.Increase([Selector.Parse("game_session_db_duration_seconds_count{operation=~\"session_by_.*|read_events\"}")]);

    private bool wasOff;

    public IReadOnlyList<Step> Plan(Run run) =>
    [
        new("flag off", "switches the session cache off on every node", async cancellation =>
        {
            var flag = new ReadThroughFlag(admin);
            var before = await flag.ReadAsync(cancellation);
            wasOff = !before.Enabled;
            await flag.SetAsync(new ReadThrough(Enabled: false, Percent: 0), cancellation);
            return Finding.Pass($"was {before}, is off on every node");
        }) { Stops = true, Always = true },
        new("counters stop", "hits and misses stand still while players resume from the database", CountersAsync) { Always = true },
        new("log confirms", "the log tells that the database answers now", cancellation => LogAsync(run, cancellation)) { Always = true },
    ];

    private async Task<Finding> CountersAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Settle, cancellationToken);
        var before = await scraper.ScrapeAsync(cancellationToken);
        await using (var table = await Table.OpenAsync(new Player(api), new Player(api), settings.Servers, settings.Time, cancellationToken))
        {
            await table.MoveAsync(cancellationToken);
            await table.Red.DropAndResumeAsync(() => table.Blue.HearAsync(table.Head, cancellationToken), cancellationToken);
            await table.Blue.DropAndResumeAsync(() => table.MoveAsync(cancellationToken), cancellationToken);
        }

        var window = new ScrapeWindow(before, await scraper.ScrapeAsync(cancellationToken));
        var (lookUps, reads) = (window.Read(LookUps), window.Read(DatabaseReads));
        return lookUps.Value is not { } counted || reads.Value is not { } read
            ? Finding.Unknown(lookUps.Missing + reads.Missing)
            : Finding.Check(counted == 0 && read > 0, $"{counted:0} hits and misses, {read:0} reads of the database while two players resumed", "A node still asks the cache: has the switch reached it?");
    }

    private async Task<Finding> LogAsync(Run run, CancellationToken cancellationToken)
    {
        if (wasOff)
        {
            return Finding.Skip("it was off already, which no node logs again");
        }

        if (run.Logs is not { } logs)
        {
            return Finding.Unknown("no log was named", "--log FILE, --journal UNIT or --compose FILE say where the log is; without it nobody can tell what it says.");
        }

        var until = DateTimeOffset.UtcNow + LogWait;
        while (true)
        {
            var line = (await logs.ReadCacheAsync(cancellationToken)).LastOrDefault(one => one.Text.Contains(OffWords, StringComparison.OrdinalIgnoreCase));
            if (line is not null)
            {
                return Finding.Pass(line.Text);
            }

            if (DateTimeOffset.UtcNow > until)
            {
                return Finding.Fail($"{logs.Name} does not say that the cache is off", "Is that the log of these nodes?");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
        }
    }
}
