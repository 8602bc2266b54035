using GoLive.Gates;

namespace GoLive.Probes;

/// <summary>Measures by the difference between a scrape of now and one of then.</summary>
internal sealed class ScrapedMeasurements(MetricsScraper scraper) : IMeasurements
{
    private readonly List<Scrape> scrapes = [];
    private string? broken;

    public string Source => string.Join(", ", scraper.Servers.Select(server => server.ToString()));

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            scrapes.Add(await scraper.ScrapeAsync(cancellationToken));
            broken = null;
        }
        catch (Exception e) when (e is HttpRequestException or FormatException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            broken = e.Message;
        }
    }

    public Task<Reading> ReadAsync(Measure measure, TimeSpan window, CancellationToken cancellationToken)
    {
        if (broken is not null || scrapes.Count == 0)
        {
            return Task.FromResult(Reading.None(broken ?? "nobody looked yet"));
        }

        var to = scrapes[^1];
        var from = scrapes.LastOrDefault(scrape => to.Elapsed - scrape.Elapsed >= window) ?? scrapes[0];
        return Task.FromResult(new ScrapeWindow(from, to).Read(measure));
    }
}
