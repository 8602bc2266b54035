using GoLive.Reports;

namespace GoLive.Probes;

/// <summary>Scrapes the servers from the beginning of a run to its end.</summary>
internal sealed class MetricsRecorder(MetricsScraper scraper, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>A watch of two hours is drawn with so many points; every second one is dropped when there are more.</summary>
    private const int ScrapesMax = 1_000;

    private static readonly string[] Families = ["game_", "ws_", "http_requests_total", "errors_total"];
    private readonly CancellationTokenSource stop = new();
    private readonly List<Scrape> scrapes = [];
    private Task recording = Task.CompletedTask;

    /// <summary>In the order of time; not to be asked while it records.</summary>
    public IReadOnlyList<Scrape> Scrapes => scrapes;

    /// <param name="goesOn">Or only at the beginning and the end.</param>
    public async Task StartAsync(bool goesOn, CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        recording = goesOn ? RecordAsync() : Task.CompletedTask;
    }

    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await recording;
        await LookAsync(CancellationToken.None);
    }

    /// <summary>What the run changed, summed over the servers; nothing where they tell no metrics.</summary>
    public IReadOnlyList<MetricReport> Differences() => scrapes.Count == 0
        ? []
        : [.. Told(scrapes[^1]).Select(one => new MetricReport(one.Key, Told(scrapes[0]).TryGetValue(one.Key, out var before) ? before : null, one.Value)).OrderBy(one => one.Series, StringComparer.Ordinal)];

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await recording;
        stop.Dispose();
    }

    private static Dictionary<string, double> Told(Scrape scrape) => scrape.Values
        .Where(one => Families.Any(family => one.Key.Metric.StartsWith(family, StringComparison.Ordinal)) && !one.Key.Metric.EndsWith("_bucket", StringComparison.Ordinal))
        .GroupBy(one => one.Key.Name)
        .ToDictionary(group => group.Key, group => group.Sum(one => one.Value));

    private async Task RecordAsync()
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                await LookAsync(stop.Token);
                if (scrapes.Count > ScrapesMax)
                {
                    Thin();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }

    private void Thin()
    {
        var kept = scrapes.Where((_, at) => at % 2 == 0).ToList();
        scrapes.Clear();
        scrapes.AddRange(kept);
    }

    /// <summary>A server that does not answer leaves a hole in the charts; the gates tell of it.</summary>
    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            scrapes.Add(await scraper.ScrapeAsync(cancellationToken));
        }
        catch (Exception e) when (e is HttpRequestException or FormatException or TaskCanceledException)
        {
            // Nobody there just now.
        }
    }
}
