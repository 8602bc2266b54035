using System.Text.RegularExpressions;

namespace GameSessions.Client.Sessions;

/// <summary>The delay that a draining node asks for, in the words of its close reason.</summary>
internal static partial class RetryDelay
{
    public static TimeSpan? In(string reason) => Pattern().Match(reason) is { Success: true } match ? TimeSpan.FromMilliseconds(int.Parse(match.Groups["ms"].Value)) : null;

    [GeneratedRegex("retry (?<ms>[0-9]{1,6})ms", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Pattern();
}
