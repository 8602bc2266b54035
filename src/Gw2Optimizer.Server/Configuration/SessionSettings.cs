using EngineLimits = GameSessions.Limits;

namespace Gw2Optimizer.Server.Configuration;

/// <summary>The limits of sockets and sessions that an operator may set.</summary>
internal static class SessionSettings
{
    private const int HourMs = 3_600_000;
    private const int DaySeconds = 86_400;
    private const int GibiByte = 1 << 30;
    private const int HistoryDaysMax = 36_500;
    private const int ReplayRetentionMax = 65_536;

    public static GameSessions.Hosting.SessionOptions Read(Variables variables) => new()
    {
        FramesPerSecond = variables.Integer("SOCKET_FRAMES_PER_SECOND", EngineLimits.FramesPerSecond, 1, 1_000_000),
        FrameBurst = variables.Integer("SOCKET_FRAME_BURST", EngineLimits.FrameBurst, 1, 1_000_000),
        SendQueueBytesMax = variables.Integer("SOCKET_SEND_QUEUE_BYTES", EngineLimits.SendQueueBytesMax, EngineLimits.InboundFrameBytesMax, GibiByte),
        Heartbeat = TimeSpan.FromMilliseconds(variables.Integer("SOCKET_HEARTBEAT_MS", EngineLimits.HeartbeatMs, 100, HourMs)),
        SessionTtl = TimeSpan.FromSeconds(variables.Integer("SESSION_TOKEN_TTL_SECONDS", EngineLimits.SessionTtlSeconds, 1, DaySeconds)),
        UpgradesPerMinute = variables.Integer("UPGRADE_RATE_LIMIT_PER_MINUTE", EngineLimits.UpgradesPerMinute, 1, 1_000_000_000),
        ReplayRetention = variables.Integer("SESSION_REPLAY_RETENTION", EngineLimits.ReplayRetention, 1, ReplayRetentionMax),
        History = TimeSpan.FromDays(variables.Integer("SESSION_HISTORY_DAYS", EngineLimits.HistoryDays, 1, HistoryDaysMax)),
    };
}
