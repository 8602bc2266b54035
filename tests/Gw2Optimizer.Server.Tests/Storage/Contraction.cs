using System.Text.RegularExpressions;

namespace Gw2Optimizer.Server.Tests.Storage;

/// <summary>What a script takes from a schema or asks more of its rows, so that a server of the release before may fail on it.</summary>
internal static partial class Contraction
{
    /// <returns>The statements that do so.</returns>
    public static IReadOnlyList<string> In(string script)
    {
        var statements = Silent().Replace(script, " ").Split(';').Select(statement => Space().Replace(statement, " ").Trim()).ToList();
        var made = statements.Select(statement => Made().Match(statement)).Where(match => match.Success).Select(match => match.Groups["table"].Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. statements.Where(statement => Takes().IsMatch(statement) || Tightens().IsMatch(statement) || (IsUnique().Match(statement) is { Success: true } index && !made.Contains(index.Groups["table"].Value)))];
    }

    /// <summary>Comments and texts.</summary>
    [GeneratedRegex("--[^\n]*|'[^']*'", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Silent();

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Space();

    [GeneratedRegex(@"^CREATE TABLE (IF NOT EXISTS )?(?<table>\w+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Made();

    /// <summary>What only loosens a column, <c>DROP NOT NULL</c>, takes nothing.</summary>
    [GeneratedRegex(@"\b(DROP(?! NOT NULL\b)|RENAME|TRUNCATE)\b|^DELETE\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Takes();

    /// <summary>A column that must be filled and has no default, another type, a rule for rows that the release before writes.</summary>
    [GeneratedRegex(@"\bSET NOT NULL\b|\bADD (CONSTRAINT|CHECK|UNIQUE|PRIMARY|FOREIGN|EXCLUDE)\b|\bALTER (COLUMN )?\w+ (SET DATA )?TYPE\b|^ALTER TABLE.*\bADD\b(?![^,]*\bDEFAULT\b)[^,]*\bNOT NULL\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Tightens();

    [GeneratedRegex(@"^CREATE UNIQUE INDEX .*?\bON (?<table>\w+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex IsUnique();
}
