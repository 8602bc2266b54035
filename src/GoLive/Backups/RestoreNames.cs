using System.Text.RegularExpressions;

namespace GoLive.Backups;

/// <summary>What stands beside a database while it is restored, and after: endings of its name.</summary>
internal static partial class RestoreNames
{
    private const string StampFormat = "yyyyMMdd_HHmmss_fff";

    public static string Fresh(DateTimeOffset now) => $"restoring_{Stamp(now)}";

    public static string Kept(DateTimeOffset now) => $"replaced_{Stamp(now)}";

    /// <summary>Whether it is what a restore works on.</summary>
    public static bool IsFresh(string ending) => FreshEnding().IsMatch(ending);

    /// <summary>What became of those that were left.</summary>
    public static string Tell(IReadOnlyList<string> dropped) => dropped.Count == 0 ? "nothing was left" : $"dropped {string.Join(", ", dropped)}";

    private static string Stamp(DateTimeOffset now) => now.UtcDateTime.ToString(StampFormat);

    [GeneratedRegex(@"^restoring_[0-9]{8}_[0-9]{6}_[0-9]{3}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FreshEnding();
}
