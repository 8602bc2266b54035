namespace GameSessions;

/// <summary>The engine's limits, with their units. Defaults where a deployment may set its own.</summary>
public static class Limits
{
    /// <summary>Largest frame a client may send, in bytes of UTF-8; one more closes with 1009.</summary>
    public const int InboundFrameBytesMax = 16_384;

    /// <summary>Largest <c>GAME_REPLAY</c> frame, in bytes; a single larger event travels alone.</summary>
    public const int ReplayFrameBytesMax = 65_536;

    /// <summary>Longest command id, in characters; at least 1.</summary>
    public const int CommandIdCharactersMax = 64;

    /// <summary>Longest name of a command, in characters; at least 1.</summary>
    public const int CommandNameCharactersMax = 64;

    /// <summary>Longest text that a ping may carry, in characters.</summary>
    public const int PingCharactersMax = 64;

    /// <summary>Deepest nesting of a client's JSON.</summary>
    public const int JsonDepthMax = 64;

    /// <summary>Frames that may wait for the end of a hand-over; one more closes with 1008.</summary>
    public const int EarlyFramesMax = 64;

    /// <summary>Frames that a socket may send in a second, on average; one more is not handled.</summary>
    public const int FramesPerSecond = 50;

    /// <summary>Frames that a socket may send at once after a rest.</summary>
    public const int FrameBurst = 100;

    /// <summary>Frames refused with an answer within one second; one more closes with 1008.</summary>
    public const int RefusedFramesPerSecondMax = 20;

    /// <summary>Bytes that may wait for a slow reader before it is closed with 4002; one frame alone may be larger.</summary>
    public const int SendQueueBytesMax = 1_048_576;

    /// <summary>Between two pings of the server, in ms.</summary>
    public const int HeartbeatMs = 10_000;

    /// <summary>Heartbeats without any frame from the client before 4003.</summary>
    public const int HeartbeatsMissedMax = 3;

    /// <summary>Life of a session without a socket, in seconds.</summary>
    public const int SessionTtlSeconds = 1_800;

    /// <summary>How long a player of whom nobody has heard still counts as there, in ms: two and a half times the longest pause between two notes of life.</summary>
    public const int PresenceMs = 75_000;

    /// <summary>Open sockets of a player on one node, beside those of the session that is opened; one more closes with 1013.</summary>
    public const int SocketsPerPlayerMax = 10;

    /// <summary>Handshakes by resume token of one session on one node in a second; one more closes with 1013.</summary>
    public const int ResumesPerSecondMax = 5;

    /// <summary>Upgrades of a player, else of an address, on one node in a minute; one more closes with 1013.</summary>
    public const int UpgradesPerMinute = 600;

    /// <summary>Games that are not finished in which a player may have a seat.</summary>
    public const int OpenGamesPerPlayerMax = 200;

    /// <summary>Events between two snapshots of a game.</summary>
    public const int EventsPerSnapshot = 64;

    /// <summary>Newest events of a game that the cache keeps.</summary>
    public const int ReplayRetention = 256;

    /// <summary>Events that every seat has acknowledged and a snapshot covers are kept this long, in days.</summary>
    public const int HistoryDays = 30;

    /// <summary>A gap in the nodes' rows that counts as an outage, in ms.</summary>
    public const int OutageMs = 1_000;

    /// <summary>How long a store keeps what nodes tell each other, in ms; whoever was away for longer has to read everything again.</summary>
    public const int FeedKeptMs = 600_000;

    /// <summary>The node that stored an event is given this long to do what it does to other games, in ms; then any node does.</summary>
    public const int ReactionGraceMs = 2_000;
}
