namespace Gw2Optimizer.Combat.ChatCodes;

/// <summary>The frame of every chat link: <c>[&amp;</c>, base64, <c>]</c>. Source: GW2 wiki, Chat link format.</summary>
internal static class ChatLinkBytes
{
    private const string Start = "[&";
    private const string End = "]";

    /// <summary>More than the longest build template (255 weapons and 255 overrides) needs.</summary>
    public const int CharactersMax = 2200;

    public static string Write(ReadOnlySpan<byte> bytes) => Start + Convert.ToBase64String(bytes) + End;

    /// <summary>Null: not a link. Only the one canonical base64 of the bytes is taken, so that writing gives the same text.</summary>
    public static byte[]? Read(string code)
    {
        var trimmed = code.Trim();
        if (trimmed.Length > CharactersMax) return null;
        if (!trimmed.StartsWith(Start, StringComparison.Ordinal) || !trimmed.EndsWith(End, StringComparison.Ordinal)) return null;
        var text = trimmed[Start.Length..^End.Length];
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length) || length == 0) return null;
        return Convert.ToBase64String(bytes, 0, length) == text ? bytes[..length] : null;
    }
}
