using System.Globalization;

namespace GoLive.Probes;

/// <summary>One sample of one series.</summary>
internal sealed record Sample(string Metric, IReadOnlyDictionary<string, string> Labels, double Value);

/// <summary>Reads Prometheus's text exposition, version 0.0.4.</summary>
/// <remarks>https://prometheus.io/docs/instrumenting/exposition_formats/</remarks>
internal static class Exposition
{
    /// <exception cref="FormatException">A line is no sample.</exception>
    public static IReadOnlyList<Sample> Parse(string text) =>
        [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').Select(ParseLine)];

    private static Sample ParseLine(string line)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var at = line.IndexOfAny(['{', ' ']);
        if (at <= 0)
        {
            throw new FormatException($"'{line}' is no sample.");
        }

        var metric = line[..at];
        if (line[at] == '{')
        {
            at++;
            while (at < line.Length && line[at] != '}')
            {
                var equals = line.IndexOf("=\"", at, StringComparison.Ordinal);
                if (equals < 0)
                {
                    throw new FormatException($"'{line}' has a label without a value.");
                }

                var name = line[at..equals].TrimStart(',', ' ');
                (labels[name], at) = ReadValue(line, equals + 2);
            }

            at++;
        }

        var value = (at < line.Length ? line[at..] : "").Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return new Sample(metric, labels, ParseNumber(value, line));
    }

    private static (string Value, int End) ReadValue(string line, int at)
    {
        var value = new System.Text.StringBuilder();
        while (at < line.Length && line[at] != '"')
        {
            if (line[at] == '\\' && at + 1 < line.Length)
            {
                at++;
                value.Append(line[at] == 'n' ? '\n' : line[at]);
            }
            else
            {
                value.Append(line[at]);
            }

            at++;
        }

        return (value.ToString(), at + 1);
    }

    private static double ParseNumber(string? text, string line) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : throw new FormatException($"'{line}' has no number."),
    };
}
