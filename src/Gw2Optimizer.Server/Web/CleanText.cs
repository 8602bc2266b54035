using System.Text;
using System.Text.Json;

namespace Gw2Optimizer.Server.Web;

/// <summary>Text that can be stored and shown: neither NUL nor half a surrogate pair in it.</summary>
internal static class CleanText
{
    public const string Fault = "Must not contain NUL or broken Unicode.";

    /// <summary>Characters as a reader counts them, so that an emoji is one and not two.</summary>
    public static int LengthOf(string text) => text.EnumerateRunes().Count();

    public static bool IsClean(string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (rest[0] == '\0' || Rune.DecodeFromUtf16(rest, out _, out var length) is not System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            rest = rest[length..];
        }

        return true;
    }

    /// <summary>The string's text, or null where an escape such as <c>\ud800</c> stands alone.</summary>
    public static string? Read(JsonElement element)
    {
        try
        {
            var text = element.GetString();
            return text is not null && IsClean(text) ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether every name and every string inside is clean.</summary>
    public static bool IsClean(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => Read(element) is not null,
        JsonValueKind.Array => element.EnumerateArray().All(IsClean),
        JsonValueKind.Object => element.EnumerateObject().All(property => HasCleanName(property) && IsClean(property.Value)),
        _ => true,
    };

    private static bool HasCleanName(JsonProperty property)
    {
        try
        {
            return IsClean(property.Name);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
