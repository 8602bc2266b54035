using GameSessions;


namespace Gw2Optimizer.Server.Configuration;

/// <summary>The limits of sockets and sessions that an operator may set.</summary>
internal static class SessionSettings
{
    private const int HourMs = 3_600_000;
    private const int DaySeconds = 86_400;
    private const int GibiByte = 1 << 30;

    public static GameSessions.Hosting.SessionOptions Read(Variables variables) => new()
    {
        FramesPerSecond = variables.Integer("SOCKET_FRAMES_PER_SECOND", Limits.FramesPerSecond, 1, 1_000_000),
        FrameBurst = variables.Integer("SOCKET_FRAME_BURST", Limits.FrameBurst, 1, 1_000_000),
        SendQueueBytesMax = variables.Integer("SOCKET_SEND_QUEUE_BYTES", Limits.SendQueueBytesMax, Limits.ReplayFrameBytesMax, GibiByte),
        Heartbeat = TimeSpan.FromMilliseconds(variables.Integer("SOCKET_HEARTBEAT_MS", Limits.HeartbeatMs, 100, HourMs)),
        SessionTtl = TimeSpan.FromSeconds(variables.Integer("SESSION_TOKEN_TTL_SECONDS", Limits.SessionTtlSeconds, 1, DaySeconds)),
        UpgradesPerMinute = variables.Integer("UPGRADE_RATE_LIMIT_PER_MINUTE", Limits.UpgradesPerMinute, 1, 1_000_000_000),
    };
}
