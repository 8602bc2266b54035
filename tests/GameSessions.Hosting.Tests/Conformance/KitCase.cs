using System.Text.Json.Nodes;

namespace GameSessions.Hosting.Tests.Conformance;

/// <summary>What a client meets over its sockets, and what it must do and tell: one case of the kit.</summary>
internal sealed record KitCase(string Name)
{
    /// <summary>Where the owner stands before the first socket; null: nowhere.</summary>
    public KitStart? Start { get; init; }

    public List<KitSocket> Sockets { get; } = [];

    /// <summary>The news, in order: each a word and what belongs to it.</summary>
    public List<JsonArray> Told { get; } = [];

    /// <summary>What became of each command, by its id.</summary>
    public SortedDictionary<string, JsonArray> Answers { get; } = new(StringComparer.Ordinal);

    public JsonArray? Position { get; set; }

    /// <summary>The last ack on the last socket, once all is quiet.</summary>
    public long? Ack { get; set; }

    /// <summary>The client ends, and opens no socket any more.</summary>
    public bool Over { get; set; }
}

internal sealed record KitStart(string Resume, long From, string Epoch);

/// <param name="Asks">What the client opens it with: <c>access</c> or the resume token, and where it stands.</param>
internal sealed record KitSocket(JsonArray Asks)
{
    public const string Wait = "wait";

    /// <summary>The texts of frames in order, among them <see cref="Wait"/> for a quiet second.</summary>
    public List<string> Says { get; } = [];

    /// <summary>What the owner asks for when so many entries of <see cref="Says"/> have gone by.</summary>
    public List<(int After, string Id, string Name)> Commands { get; } = [];

    /// <summary>The ids of the commands that the client sends, in order.</summary>
    public List<string> Sends { get; } = [];

    /// <summary><c>lost</c>; <c>client</c>, who must end it; a close code with its reason; null: it stays open.</summary>
    public JsonNode? Ends { get; set; }

    /// <summary>Of the bytes of <see cref="KitFile.StreamOf"/>: cut after any count from the first to the last, exactly these frames are whole.</summary>
    public (long First, long Last)? CutAfterBytes { get; set; }
}
