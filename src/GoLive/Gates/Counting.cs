using System.Text.RegularExpressions;

namespace GoLive.Gates;

/// <summary>How a counter's growth over a window is asked of Prometheus.</summary>
internal partial class Counting(string window)
{
    protected string Window => window;

    /// <summary>A second, of each series.</summary>
    public virtual string Rate(Selector counter) => $"rate({counter}[{window}])";

    /// <summary>Over the window, of each series.</summary>
    public virtual string Increase(Selector counter) => $"increase({counter}[{window}])";

    /// <summary>In whatever unit, for what is divided by its like.</summary>
    public virtual string Amount(Selector counter) => Rate(counter);

    /// <summary>Fills in the durations of an expression.</summary>
    public string Fill(string expression) => Duration().Replace(expression, match =>
    {
        var duration = Shorten(Durations.Parse(match.Groups["duration"].Value));
        return match.Groups["seconds"].Success ? $"{duration.TotalSeconds}" : Durations.Text(duration);
    });

    protected virtual TimeSpan Shorten(TimeSpan duration) => duration;

    [GeneratedRegex(@"\{(?<duration>(\d+(ms|s|m|h|d))+)(?<seconds>:s)?\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Duration();
}
