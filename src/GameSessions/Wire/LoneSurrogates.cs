using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace GameSessions.Wire;

/// <summary>Half a surrogate pair: an escape that JSON may write, but that no string can hold. Whoever reads it throws.</summary>
public static class LoneSurrogates
{
    private const int EscapeLength = 6;

    public static bool In(JsonElement value) => value.ValueKind != JsonValueKind.Undefined && In(JsonMarshal.GetRawUtf8Value(value));

    /// <param name="json">A well-formed JSON text.</param>
    private static bool In(ReadOnlySpan<byte> json)
    {
        var waiting = false;
        for (var i = 0; i < json.Length; i++)
        {
            var unit = '\0';
            if (json[i] == '\\')
            {
                if (json[i + 1] == 'u')
                {
                    unit = Utf8Parser.TryParse(json.Slice(i + 2, 4), out ushort code, out _, 'x') ? (char)code : '\0';
                    i += EscapeLength - 1;
                }
                else
                {
                    i++;
                }
            }

            if (char.IsLowSurrogate(unit) != waiting)
            {
                return true;
            }

            waiting = char.IsHighSurrogate(unit);
        }

        return waiting;
    }
}
