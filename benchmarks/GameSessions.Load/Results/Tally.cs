using System.Globalization;

namespace GameSessions.Load.Results;

/// <summary>What a server has counted, by series as <c>/metrics</c> writes them.</summary>
internal sealed class Tally
{
    private readonly Dictionary<string, double> totals;

    private Tally(Dictionary<string, double> totals) => this.totals = totals;

    /// <summary>All series of a metric that have this label.</summary>
    /// <param name="label">As in <c>operation="append"</c>.</param>
    public double this[string metric, string label] =>
        totals.Where(one => one.Key.StartsWith($"{metric}{{", StringComparison.Ordinal) && one.Key.Contains(label, StringComparison.Ordinal)).Sum(one => one.Value);

    public static Tally Parse(string text) => new(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToDictionary(
        line => line[..line.LastIndexOf(' ')], line => double.Parse(line[line.LastIndexOf(' ')..], CultureInfo.InvariantCulture), StringComparer.Ordinal));

    public Tally Since(Tally before) => new(totals.ToDictionary(one => one.Key, one => one.Value - before.totals.GetValueOrDefault(one.Key), StringComparer.Ordinal));
}
