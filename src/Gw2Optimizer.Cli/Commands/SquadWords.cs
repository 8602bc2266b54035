using System.Globalization;
using Gw2Optimizer.Solvers.Squads;

namespace Gw2Optimizer.Cli.Commands;

/// <summary>A squad request in the words of the command line.</summary>
internal static class SquadWords
{
    /// <exception cref="FormatException">A word has another form; the message says which.</exception>
    public static SquadRequest Request(string mode, int size, string[]? pool, string[]? locked, string[]? roles, string[]? avoid, string[]? limits) => new(mode, size)
    {
        Pool = pool is { Length: > 0 } ? [.. pool.Select(Counted).Select(entry => new PoolEntry(entry.Who, entry.Count))] : null,
        Locked = [.. (locked ?? []).Select(Counted).Select(entry => new LockedEntry(entry.Who, entry.Count ?? 1))],
        Roles = [.. (roles ?? []).Select(Role)],
        Avoid = avoid ?? [],
        Limits = [.. (limits ?? []).Select(Limit)],
    };

    /// <summary><c>[profession/]specialization[:role[:build]]</c>.</summary>
    public static Selector Selector(string word)
    {
        var parts = word.Split(':');
        var names = parts[0].Split('/');
        if (parts.Length > 3 || names.Length > 2)
        {
            throw new FormatException($"'{word}': write [profession/]specialization[:role[:build]], as Guardian/Firebrand:healer.");
        }

        return new(names.Length == 2 ? Given(names[0]) : null, Given(names[^1]), Given(parts.ElementAtOrDefault(1)), Given(parts.ElementAtOrDefault(2)));
    }

    private static (Selector Who, int? Count) Counted(string word)
    {
        var star = word.LastIndexOf('*');
        return star < 0 ? (Selector(word), null) : (Selector(word[..star]), Number(word[(star + 1)..], word));
    }

    private static SquadLimit Limit(string word) =>
        Counted(word) is (var who, { } max) ? new(who, max) : throw new FormatException($"'{word}': a limit needs its number, as Firebrand*2.");

    private static RoleWish Role(string word)
    {
        var parts = word.Split('=');
        return parts.Length == 2 ? new(parts[0], Number(parts[1], word)) : throw new FormatException($"'{word}': write role=number, as strip=2.");
    }

    private static int Number(string digits, string word) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new FormatException($"'{word}': '{digits}' is no number.");

    private static string? Given(string? name) => string.IsNullOrWhiteSpace(name) || name == "*" ? null : name;
}
