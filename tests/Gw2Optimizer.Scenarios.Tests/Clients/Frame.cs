namespace Gw2Optimizer.Scenarios.Tests.Clients;

/// <summary>One frame as it came.</summary>
public sealed record Frame(JsonElement Root)
{
    public string Type => Root.GetProperty("type").GetString()!;

    public JsonElement Payload => Root.GetProperty("payload");

    public string? SenderId => Root.GetProperty("senderId").GetString();

    public JsonElement this[string name] => Payload.GetProperty(name);

    public string Text(string name) => this[name].GetString()!;

    public long Number(string name) => this[name].GetInt64();

    public override string ToString() => Root.GetRawText();
}

/// <summary>How a socket ended; code -1: without a close frame.</summary>
public sealed record Closing(int Code, string? Reason);

/// <summary>What came between the upgrade and the first live frame.</summary>
public sealed record HandOver(Frame Resume, Frame? Resync, IReadOnlyList<JsonElement> Replayed, long Through)
{
    public string Token => Resume.Text("token");

    public string Epoch => Resume.Text("epoch");

    public string Outcome => Resume.Text("outcome");

    public IEnumerable<long> Sequences => Replayed.Select(one => one.GetProperty("sequence").GetInt64());
}
