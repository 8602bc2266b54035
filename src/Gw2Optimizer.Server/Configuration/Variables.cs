using System.Collections.Frozen;
using System.Globalization;
using GameSessions.Storage.Redis;

namespace Gw2Optimizer.Server.Configuration;

/// <summary>
/// Variables by name, read once at the start. A value that cannot be read becomes a problem with the name of its variable, so
/// that one start names them all.
/// </summary>
internal sealed class Variables(IReadOnlyDictionary<string, string> values)
{
    private readonly List<string> problems = [];
    private readonly SortedSet<string> asked = new(StringComparer.Ordinal);

    /// <summary>What must be put right before the server can start.</summary>
    public IReadOnlyList<string> Problems => problems;

    /// <summary>Every name that was read, present or not.</summary>
    public IReadOnlyCollection<string> Asked => asked;

    public void Refuse(string problem) => problems.Add(problem);

    /// <summary>Null where it is absent or blank: <c>NAME=</c> in a file means nothing.</summary>
    public string? Text(string name)
    {
        asked.Add(name);
        return values.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
    }

    public int Integer(string name, int absent, int min, int max)
    {
        if (Text(name) is not { } text)
        {
            return absent;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
        {
            return number;
        }

        Refuse($"{name} must be a whole number from {min} to {max}.");
        return absent;
    }

    /// <summary>A day as <c>YYYY-MM-DD</c>.</summary>
    public DateOnly? Date(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        Refuse($"{name} must be a day such as 2025-11-16.");
        return null;
    }

    public bool Switch(string name, bool absent)
    {
        if (Text(name) is not { } text)
        {
            return absent;
        }

        if (bool.TryParse(text, out var on))
        {
            return on;
        }

        Refuse($"{name} must be true or false.");
        return absent;
    }

    /// <summary>One of <paramref name="words"/>, in any case.</summary>
    public T Word<T>(string name, T absent, FrozenDictionary<string, T> words)
    {
        if (Text(name) is not { } text)
        {
            return absent;
        }

        if (words.TryGetValue(text, out var value))
        {
            return value;
        }

        Refuse($"{name} must be one of {string.Join(", ", words.Keys.Order(StringComparer.Ordinal))}.");
        return absent;
    }

    /// <summary>Null where it is absent or cannot be read; the problem does not repeat the value, which may hold a password.</summary>
    public RedisAddress? Redis(string name)
    {
        if (Text(name) is not { } url)
        {
            return null;
        }

        if (!RedisAddress.TryParse(url, out var address, out var problem))
        {
            Refuse($"{name} {problem}.");
        }

        return address;
    }

    /// <summary>Parts between commas, trimmed, without empty ones.</summary>
    public IReadOnlyList<string> Words(string name) =>
        Text(name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
