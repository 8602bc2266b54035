namespace Gw2Optimizer.Server.Configuration;

/// <summary>Calls allowed in one clock minute and in one clock hour.</summary>
internal sealed record WindowLimits(int PerMinute, int PerHour)
{
    private const int LimitMax = 1_000_000_000;

    public static WindowLimits Read(Variables variables, string prefix, int perMinute, int perHour) => new(
        variables.Integer($"{prefix}RATE_LIMIT_PER_MINUTE", perMinute, 1, LimitMax),
        variables.Integer($"{prefix}RATE_LIMIT_PER_HOUR", perHour, 1, LimitMax));
}
