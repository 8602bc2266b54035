using System.Collections.Concurrent;

namespace GameSessions.Kills.Checks;

/// <summary>How often things happened, by their name.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<string, long> counts = new(StringComparer.Ordinal);

    public long this[string what] => counts.GetValueOrDefault(what);

    public void Count(string what, long times = 1) => counts.AddOrUpdate(what, times, (_, before) => before + times);

    public override string ToString() => string.Join(", ", counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value} {pair.Key}"));
}
