using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GameSessions.Hosting.Tests.Conformance;

/// <summary>Cases in a file: each frame once, and the cases, one a line, that name frames by their index.</summary>
internal static class KitFile
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="recorded">The frames of the session that the cases cut, all of them and in order; none where they cut none.</param>
    public static string Write(string about, IReadOnlyList<string> recorded, IReadOnlyList<KitCase> cases)
    {
        var frames = recorded.ToList();
        var lines = cases.Select(one => Line(one, frames)).ToList();
        var head = $"{{\n\"about\": {Text(about)},\n\"recorded\": {recorded.Count},\n";
        return $"{head}\"frames\": [\n{string.Join(",\n", frames.Select(Text))}\n],\n\"cases\": [\n{string.Join(",\n", lines)}\n]\n}}\n";
    }

    /// <summary>Where each frame ends in what a server writes to the wire: a WebSocket frame, unmasked, for each text.</summary>
    public static IEnumerable<long> StreamOf(IEnumerable<string> frames)
    {
        var end = 0L;
        foreach (var length in frames.Select(Encoding.UTF8.GetByteCount))
        {
            end += length + (length < 126 ? 2 : length < 65_536 ? 4 : 10);
            yield return end;
        }
    }

    private static string Line(KitCase one, List<string> frames)
    {
        var line = new JsonObject { ["name"] = one.Name };
        if (one.Start is { } start)
        {
            line["start"] = new JsonObject { ["resume"] = start.Resume, ["from"] = start.From, ["epoch"] = start.Epoch };
        }

        line["sockets"] = new JsonArray([.. one.Sockets.Select(socket => Socket(socket, frames))]);
        line["told"] = new JsonArray([.. one.Told]);
        line["answers"] = new JsonObject(one.Answers.Select(answer => KeyValuePair.Create(answer.Key, (JsonNode?)answer.Value)));
        line["position"] = one.Position;
        line["ack"] = one.Ack;
        line["over"] = one.Over;
        return line.ToJsonString(Json);
    }

    private static JsonObject Socket(KitSocket socket, List<string> frames)
    {
        var written = new JsonObject
        {
            ["asks"] = socket.Asks,
            ["says"] = new JsonArray([.. socket.Says.Select(text => text == KitSocket.Wait ? (JsonNode)text : IndexOf(text, frames))]),
        };
        if (socket.Commands.Count > 0)
        {
            written["commands"] = new JsonArray([.. socket.Commands.Select(command => new JsonArray(command.After, command.Id, command.Name))]);
        }

        written["sends"] = new JsonArray([.. socket.Sends.Select(id => (JsonNode)id)]);
        written["ends"] = socket.Ends;
        if (socket.CutAfterBytes is { } cut)
        {
            written["cutAfterBytes"] = new JsonArray(cut.First, cut.Last);
        }

        return written;
    }

    private static int IndexOf(string text, List<string> frames)
    {
        if (frames.IndexOf(text) is >= 0 and var index)
        {
            return index;
        }

        frames.Add(text);
        return frames.Count - 1;
    }

    private static string Text(string text) => JsonSerializer.Serialize(text, Json);
}
