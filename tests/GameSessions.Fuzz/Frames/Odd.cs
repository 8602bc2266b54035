using System.Globalization;

namespace GameSessions.Fuzz.Frames;

/// <summary>Values at the edges.</summary>
internal static class Odd
{
    private const int LongText = 15_000;

    private static readonly string[] Numbers =
    [
        "0", "-0", "-1", "1", "0.5", "5.0", "1e3", "50e-1", "1e308", "-1e308", "1e400", "1e-400", "2147483647", "2147483648", "-2147483649", "4294967296", "9007199254740991", "9007199254740992",
        "9007199254740993", "9223372036854775807", "9223372036854775808", "18446744073709551616", "1E+2", "0.1e1", "1e99999999999999999999", "100000000000000000000000000000000000000000000000001",
    ];

    private static readonly string[] Texts =
    [
        "\"\"", "\"x\"", "\"null\"", "\"0\"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00x\"", "\"\\ud83d\\ude00\"", "\"😀👩‍🚀\"", "\"\\u202e\\u2028\"", "\"é̂\"", "\"\\\\\\\"\\/\\b\\f\\n\\r\\t\"",
        "\"'; DROP TABLE games; --\"", "\"<script>\"", "\"__proto__\"", "\"../../etc\"", "\"%s%n\"", "\"\u00a0\"", "\"\ufeff\"", "\"GAME_EVENT\"", "\"clockCredited\"",
    ];

    private static readonly string[] Others = ["null", "true", "false", "[]", "{}", "[[]]", "[null]", "{\"\":0}", "[1,2,3]", "{\"a\":{\"b\":{}}}"];

    private static readonly string[] NoJson = ["", "NaN", "Infinity", "-", "01", "1.", ".5", "+1", "0x10", "'x'", "undefined", "\"", "\"\\x\"", "\"\\u12\"", "[", "{", "]", "}", "1 2", "//", "\"\t\"", ","];

    public static string Number(SimRandom random) => Numbers[random.Next(Numbers.Length)];

    /// <summary>An ack near the head, or at an edge.</summary>
    public static string Ack(SimRandom random, long head) => random.Next(4) switch
    {
        0 => Number(random),
        1 => string.Create(CultureInfo.InvariantCulture, $"{head + random.Between(-3, 3)}.0"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{head + random.Between(-4, 4)}"),
    };

    public static string Value(SimRandom random) => random.Next(10) switch
    {
        < 4 => Number(random),
        < 7 => Texts[random.Next(Texts.Length)],
        < 9 => Others[random.Next(Others.Length)],
        _ when random.Chance(0.5) => NoJson[random.Next(NoJson.Length)],
        _ => Long(random),
    };

    /// <summary>A key as it is written, without quotation marks.</summary>
    public static string Key(SimRandom random) => random.Next(3) == 0 ? "\\ud800" : Texts[random.Next(Texts.Length)][1..^1];

    private static string Long(SimRandom random)
    {
        var length = random.Next(4) switch { 0 => 64, 1 => 65, 2 => random.Between(66, 400), _ => random.Next(LongText) };
        return random.Next(3) switch
        {
            0 => $"\"{new string('x', length)}\"",
            1 => new string('9', Math.Max(1, length)),
            _ => $"{new string('[', length / 2)}{new string(']', length / 2)}",
        };
    }
}
