using GoLive.Gates;
using GoLive.Probes;

namespace GoLive.Tests.Probes;

/// <summary>Two scrapes measure what Prometheus would, without its extrapolation.</summary>
public sealed class ScrapeWindowTests
{
    private const string Before = """
        # TYPE hits_total counter
        hits_total{operation="read",node="a \"b\""} 10
        hits_total{operation="write",node="x"} 5
        misses_total 10
        took_seconds_bucket{le="0.1"} 10
        took_seconds_bucket{le="0.3"} 10
        took_seconds_bucket{le="+Inf"} 10
        """;

    private const string After = """
        hits_total{operation="read",node="a \"b\""} 40
        hits_total{operation="write",node="x"} 5
        misses_total 20
        took_seconds_bucket{le="0.1"} 20
        took_seconds_bucket{le="0.3"} 30
        took_seconds_bucket{le="+Inf"} 30
        """;

    [Fact]
    public void An_increase_is_what_the_selected_counters_grew_by() => Increase("hits_total{operation=\"read\"}").ShouldBe(30);

    [Fact]
    public void A_pattern_selects_as_a_whole() => (Increase("hits_total{operation=~\"rea.\"}"), Increase("hits_total{operation=~\"rea\"}")).ShouldBe((30d, (double?)null));

    [Fact]
    public void A_rate_is_a_second() => Read(new Measure.Rate([Selector.Parse("hits_total")])).Value.ShouldBe(3);

    [Fact]
    public void A_share_is_of_the_growth() => Read(new Measure.Share([Selector.Parse("hits_total")], [Selector.Parse("hits_total"), Selector.Parse("misses_total")])).Value.ShouldBe(0.75);

    [Fact]
    public void A_quantile_lies_in_its_bucket() => Read(new Measure.Quantile(0.75, Selector.Parse("took_seconds"))).Value!.Value.ShouldBe(0.2, 1e-9);

    [Fact]
    public void A_share_of_nothing_is_not_told()
    {
        var reading = new ScrapeWindow(Scrape(Before, 0), Scrape(Before, 10)).Read(new Measure.Share([Selector.Parse("hits_total")], [Selector.Parse("misses_total")]));
        reading.Value.ShouldBeNull();
        reading.Missing.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_counter_that_is_not_there_is_missing_and_not_zero()
    {
        var reading = Read(new Measure.Increase([Selector.Parse("gone_total")]));
        reading.Value.ShouldBeNull();
        reading.Missing.ShouldContain("gone_total");
    }

    [Fact]
    public void A_server_that_was_born_again_counts_from_zero() =>
        new ScrapeWindow(Scrape(After, 0), Scrape(Before, 10)).Read(new Measure.Increase([Selector.Parse("misses_total")])).Value.ShouldBe(10);

    private static double? Increase(string selector) => Read(new Measure.Increase([Selector.Parse(selector)])).Value;

    private static Reading Read(Measure measure) => new ScrapeWindow(Scrape(Before, 0), Scrape(After, 10)).Read(measure);

    private static Scrape Scrape(string text, int seconds) => new(
        TimeSpan.FromSeconds(seconds),
        DateTimeOffset.UnixEpoch,
        Exposition.Parse(text).ToDictionary(sample => new Series("one:8000", sample.Metric, sample.Labels), sample => sample.Value));
}
