using System.Text;

namespace Gw2Optimizer.Server.Observability.Logs;

/// <summary><c>key=value</c> pairs on one line; values are quoted where a reader could mistake them.</summary>
internal static class LogfmtText
{
    public static string Render(LogLine line)
    {
        var text = new StringBuilder(160);
        Append(text, "ts", line.Timestamp);
        Append(text, "level", line.LevelName);
        Append(text, "event", line.Event);
        Append(text, "context", line.Context);
        if (line.RequestId is not null)
        {
            Append(text, "req_id", line.RequestId);
        }

        Append(text, "msg", line.Message);
        if (line.Error is not null)
        {
            Append(text, "error", line.Error);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string key, string value)
    {
        if (text.Length > 0)
        {
            text.Append(' ');
        }

        text.Append(key).Append('=');
        if (value.Length > 0 && value.All(IsPlain))
        {
            text.Append(value);
            return;
        }

        text.Append('"');
        foreach (var character in value)
        {
            AppendEscaped(text, character);
        }

        text.Append('"');
    }

    private static bool IsPlain(char character) => character is > ' ' and < '\u007f' and not ('"' or '=' or '\\');

    private static void AppendEscaped(StringBuilder text, char character)
    {
        switch (character)
        {
            case '"' or '\\':
                text.Append('\\').Append(character);
                break;
            case '\n':
                text.Append("\\n");
                break;
            case '\r':
                text.Append("\\r");
                break;
            case '\t':
                text.Append("\\t");
                break;
            // The two separators break lines in some viewers, and a lone surrogate is no UTF-8.
            case var c when char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029':
                text.Append("\\u").Append(((int)c).ToString("x4"));
                break;
            default:
                text.Append(character);
                break;
        }
    }
}
