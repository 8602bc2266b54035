using GoLive.Gates;

namespace GoLive.Probes;

/// <summary>What the servers' <c>/metrics</c> said at one moment, each server's series by themselves.</summary>
/// <param name="Elapsed">On a clock that only goes on; the time between two scrapes is its difference.</param>
internal sealed record Scrape(TimeSpan Elapsed, DateTimeOffset At, IReadOnlyDictionary<Series, double> Values)
{
    /// <summary>The sum of the selected series over all servers; null where there is none.</summary>
    public double? Sum(Selector selector)
    {
        var selected = Values.Where(one => selector.Selects(one.Key.Metric, one.Key.Labels)).Select(one => one.Value).ToList();
        return selected.Count == 0 ? null : selected.Sum();
    }
}

/// <summary>A server's series. Two are equal where server, metric and labels are.</summary>
internal sealed record Series(string Server, string Metric, IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>As the exposition writes it, without the server.</summary>
    public string Name { get; } = Labels.Count == 0 ? Metric : $"{Metric}{{{string.Join(',', Labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}=\"{label.Value}\""))}}}";

    public bool Equals(Series? other) => other?.Server == Server && other.Name == Name;

    public override int GetHashCode() => HashCode.Combine(Server, Name);
}
