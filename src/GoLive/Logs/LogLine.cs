using System.Text.RegularExpressions;

namespace GoLive.Logs;

/// <summary>What a line of the servers' log says of itself, in either of its formats.</summary>
internal sealed partial record LogLine(string Text, string Level, string Context)
{
    /// <summary>Where the read-through cache logs.</summary>
    public const string CacheContext = "GameSessionRegistryRedis";

    /// <summary>Counts its warnings and errors, for those who have no log at hand.</summary>
    public const string WarningsMetric = "game_session_cache_log_warnings_total";

    public bool IsWarning => Level is "WARN" or "ERROR";

    public static LogLine Parse(string text) => new(text, Find(Level_(), text), Find(Context_(), text));

    private static string Find(Regex expression, string text) => expression.Match(text) is { Success: true } match ? match.Groups["value"].Value : "";

    [GeneratedRegex("""(?:\blevel=|"level":\s*")(?<value>[A-Z]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Level_();

    [GeneratedRegex("""(?:\bcontext=|"context":\s*")"?(?<value>[\w.]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Context_();
}
