using System.Text.Json;
using House.Tests;

namespace GameSessions.Client.Tests.Conformance;

/// <summary>The cases of <c>web/client/conformance</c>, as its README describes them.</summary>
internal sealed record Kit(int Recorded, IReadOnlyList<string> Frames, IReadOnlyList<KitCase> Cases)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static IReadOnlyDictionary<string, Kit> All { get; } = Directory.EnumerateFiles(Path.Combine(Repository.Root, "web", "client", "conformance"), "*.json")
        .ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => JsonSerializer.Deserialize<Kit>(File.ReadAllText(path), Json)!);

    /// <summary>The entry of <see cref="KitSocket.Says"/> that is no frame but a quiet second.</summary>
    public const string Wait = "wait";

    /// <summary>The text of a frame, or <see cref="Wait"/>.</summary>
    public string Text(JsonElement said) => said.ValueKind == JsonValueKind.Number ? Frames[said.GetInt32()] : Wait;
}

internal sealed record KitCase(
    string Name,
    KitStart? Start,
    IReadOnlyList<KitSocket> Sockets,
    JsonElement Told,
    JsonElement Answers,
    JsonElement Position,
    long? Ack,
    bool Over);

internal sealed record KitStart(string Resume, long From, string Epoch);

internal sealed record KitSocket(
    JsonElement Asks,
    IReadOnlyList<JsonElement> Says,
    IReadOnlyList<JsonElement>? Commands,
    IReadOnlyList<string> Sends,
    JsonElement Ends,
    IReadOnlyList<long>? CutAfterBytes);
