using System.Text;
using System.Text.Json;

namespace Gw2Optimizer.Server.Observability.Logs;

/// <summary>One JSON object on one line. The message repeats the request id, so that a search for <c>req_id=...</c> finds it too.</summary>
internal static class JsonText
{
    public static string Render(LogLine line)
    {
        using var stream = new MemoryStream(256);
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("ts", line.Timestamp);
            json.WriteString("level", line.LevelName);
            json.WriteString("event", line.Event);
            json.WriteString("context", line.Context);
            json.WriteString("req_id", line.RequestId);
            json.WriteString("msg", line.RequestId is null ? line.Message : $"{line.Message} req_id={line.RequestId}");
            if (line.Error is not null)
            {
                json.WriteString("error", line.Error);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }
}
