using System.Globalization;

namespace GoLive.Gates;

/// <summary>Durations as operators write them: <c>30s</c>, <c>45m</c>, <c>2h</c>, <c>1h30m</c>, <c>500ms</c>.</summary>
internal static class Durations
{
    private static readonly (string Unit, TimeSpan One)[] Units =
        [("ms", TimeSpan.FromMilliseconds(1)), ("d", TimeSpan.FromDays(1)), ("h", TimeSpan.FromHours(1)), ("m", TimeSpan.FromMinutes(1)), ("s", TimeSpan.FromSeconds(1))];

    /// <exception cref="FormatException">It is no duration, or none above zero.</exception>
    public static TimeSpan Parse(string text)
    {
        var rest = text.Trim();
        var sum = TimeSpan.Zero;
        while (rest.Length > 0)
        {
            var digits = rest.TakeWhile(char.IsAsciiDigit).Count();
            var unit = Units.FirstOrDefault(one => rest[digits..].StartsWith(one.Unit, StringComparison.Ordinal));
            if (unit.Unit is null || !int.TryParse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            {
                throw new FormatException($"'{text}' is no duration, such as 30s, 45m or 2h.");
            }

            sum += count * unit.One;
            rest = rest[(digits + unit.Unit.Length)..];
        }

        return sum > TimeSpan.Zero ? sum : throw new FormatException($"'{text}' is no duration above zero.");
    }

    /// <summary>The largest units first: <c>1h30m</c>.</summary>
    public static string Text(TimeSpan duration)
    {
        var parts = Units[1..].Select(unit => (Count: (long)Math.Floor(duration / unit.One), unit)).ToList();
        var text = "";
        var rest = duration;
        foreach (var (_, unit) in parts)
        {
            var count = (long)Math.Floor(rest / unit.One);
            rest -= count * unit.One;
            text += count > 0 ? $"{count}{unit.Unit}" : "";
        }

        var milliseconds = (long)rest.TotalMilliseconds;
        return milliseconds > 0 || text.Length == 0 ? $"{text}{milliseconds}ms" : text;
    }
}
