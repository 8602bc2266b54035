using System.Text;

namespace Gw2Optimizer.Server.Observability.Metrics;

/// <summary>The labels of one series, sorted by name and rendered as the exposition format writes them.</summary>
internal readonly record struct Labels
{
    public Labels(IEnumerable<KeyValuePair<string, string>> pairs) =>
        Text = string.Join(',', pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}=\"{Escape(pair.Value)}\""));

    public static Labels None { get; } = new([]);

    /// <summary>Without braces: <c>method="GET",status="200"</c>.</summary>
    public string Text { get; }

    public static Labels From(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return None;
        }

        var pairs = new KeyValuePair<string, string>[tags.Length];
        for (var i = 0; i < tags.Length; i++)
        {
            pairs[i] = new(tags[i].Key, tags[i].Value?.ToString() ?? "");
        }

        return new Labels(pairs);
    }

    private static string Escape(string value) =>
        value.AsSpan().IndexOfAny("\\\"\n") < 0 ? value : new StringBuilder(value).Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").ToString();
}
