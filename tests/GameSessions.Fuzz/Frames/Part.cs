using System.Text;

namespace GameSessions.Fuzz.Frames;

/// <summary>A JSON text that can be bent where no library would: twice the same key, broken escapes, numbers of any size.</summary>
internal sealed class Part
{
    private Part(string? text) => Text = text;

    /// <summary>As it is written; null: an object, of <see cref="Members"/>.</summary>
    public string? Text { get; set; }

    /// <summary>Keys as they are written, without quotation marks.</summary>
    public List<(string Key, Part Value)> Members { get; } = [];

    public static Part Raw(string text) => new(text);

    public static Part Quote(string text) => new(JsonSerializer.Serialize(text));

    public static Part Object(params IEnumerable<(string Key, Part Value)> members)
    {
        var made = new Part(null);
        made.Members.AddRange(members);
        return made;
    }

    /// <summary>This and all objects in it.</summary>
    public IEnumerable<Part> Objects() => Text is null ? Members.SelectMany(member => member.Value.Objects()).Prepend(this) : [];

    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text);
        return text.ToString();
    }

    private void Write(StringBuilder text)
    {
        if (Text is not null)
        {
            text.Append(Text);
            return;
        }

        text.Append('{');
        foreach (var (i, (key, value)) in Members.Index())
        {
            text.Append(i > 0 ? "," : "").Append('"').Append(key).Append("\":");
            value.Write(text);
        }

        text.Append('}');
    }
}
