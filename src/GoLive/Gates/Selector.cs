using System.Text.RegularExpressions;

namespace GoLive.Gates;

/// <summary>A metric, and which of its series: <c>http_requests_total{status=~"5.."}</c>.</summary>
internal sealed partial record Selector(string Metric, IReadOnlyList<LabelMatch> Matches)
{
    /// <exception cref="FormatException">It is no selector.</exception>
    public static Selector Parse(string text)
    {
        var whole = Shape().Match(text.Trim());
        if (!whole.Success)
        {
            throw new FormatException($"'{text}' is no selector, such as name or name{{label=\"value\"}}.");
        }

        var matches = Label().Matches(whole.Groups["labels"].Value).Select(match => new LabelMatch(match.Groups["name"].Value, match.Groups["operator"].Value, match.Groups["value"].Value));
        return new Selector(whole.Groups["metric"].Value, [.. matches]);
    }

    public bool Selects(string metric, IReadOnlyDictionary<string, string> labels) => metric == Metric && Matches.All(match => match.Holds(labels.GetValueOrDefault(match.Name, "")));

    public Selector WithSuffix(string suffix) => this with { Metric = Metric + suffix };

    public bool Equals(Selector? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Matches.Count == 0 ? Metric : $"{Metric}{{{string.Join(',', Matches)}}}";

    [GeneratedRegex("""^(?<metric>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?<labels>([a-zA-Z_]\w*(=|!=|=~|!~)"[^"]*",?)*)\})?$""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Shape();

    [GeneratedRegex("""(?<name>[a-zA-Z_]\w*)(?<operator>=~|!~|!=|=)"(?<value>[^"]*)"[,]?""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Label();
}

/// <param name="Operator">=, !=, =~ or !~.</param>
internal sealed record LabelMatch(string Name, string Operator, string Value)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <param name="value">Empty where the series has no such label, as Prometheus has it.</param>
    public bool Holds(string value) => Operator switch
    {
        "=" => value == Value,
        "!=" => value != Value,
        "=~" => Regex.IsMatch(value, $"^(?:{Value})$", RegexOptions.ExplicitCapture, Patience),
        _ => !Regex.IsMatch(value, $"^(?:{Value})$", RegexOptions.ExplicitCapture, Patience),
    };

    public override string ToString() => $"{Name}{Operator}\"{Value}\"";
}
