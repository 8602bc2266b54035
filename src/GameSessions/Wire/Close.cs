namespace GameSessions.Wire;

/// <summary>Why a socket ends: the WebSocket close code and its reason.</summary>
public readonly record struct Close(int Code, string Reason)
{
    /// <summary>The peer ended it.</summary>
    public static Close Normal { get; } = new(1000, "");

    public static Close InvalidPath { get; } = new(1008, "Invalid path");

    public static Close MissingGame { get; } = new(1008, "Missing game identifier");

    public static Close InvalidResumeToken { get; } = new(1008, "Invalid resume token");

    public static Close Unauthorized { get; } = new(1008, "Unauthorized");

    public static Close Forbidden { get; } = new(1008, "Forbidden");

    public static Close InvalidPosition { get; } = new(1008, "Invalid position");

    public static Close RateLimited { get; } = new(1008, "Rate limited");

    public static Close FrameTooBig { get; } = new(1009, "Frame too big");

    public static Close InternalError { get; } = new(1011, "Internal error");

    public static Close StorageUnavailable { get; } = new(1013, "Storage is out of reach; try again");

    public static Close TooManySockets { get; } = new(1013, "Too many sockets; try again");

    public static Close TooManyUpgrades { get; } = new(1013, "Too many upgrades; try again");

    public static Close TakenOver { get; } = new(4001, "Opened elsewhere");

    public static Close SlowReader { get; } = new(4002, "Slow reader");

    public static Close HeartbeatLost { get; } = new(4003, "Heartbeat lost");

    /// <summary>The node drains; come back after the delay in the reason.</summary>
    public static Close Drain(int retryMs) => new(1012, $"Service restart; retry {retryMs}ms");
}
