using System.Globalization;
using System.Text.Json;

namespace GameSessions.Wire;

/// <summary>Whole numbers of JSON, exactly: 5.0 and 50e-1 are 5. A double or a decimal would round what is close to one.</summary>
public static class WholeNumber
{
    private const int DigitsMax = 19;

    /// <summary>Null for what is no whole number, is negative, or does not fit.</summary>
    public static long? Read(JsonElement value) => value.ValueKind == JsonValueKind.Number ? Read(value.GetRawText()) : null;

    /// <param name="number">By the grammar of JSON.</param>
    private static long? Read(string number)
    {
        var e = number.AsSpan().IndexOfAny('e', 'E');
        var mantissa = (e < 0 ? number : number[..e]).TrimStart('-');
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var written = mantissa.Replace(".", "", StringComparison.Ordinal);
        var digits = written.TrimEnd('0');
        if (digits.Length == 0)
        {
            return 0;
        }

        if (number[0] == '-' || !TryReadExponent(number, e, out var exponent))
        {
            return null;
        }

        // The value is digits * 10^zeros.
        var zeros = exponent + (written.Length - digits.Length) - (point < 0 ? 0 : mantissa.Length - point - 1);
        digits = digits.TrimStart('0');
        return zeros is >= 0 and <= DigitsMax && digits.Length + zeros <= DigitsMax
            && long.TryParse(digits + new string('0', (int)zeros), NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
            ? whole
            : null;
    }

    private static bool TryReadExponent(string number, int e, out long exponent)
    {
        exponent = 0;
        return e < 0 || long.TryParse(number.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent);
    }
}
