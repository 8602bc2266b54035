using GameSessions.Storage.Redis;
using Gw2Optimizer.Server.Configuration;
using Gw2Optimizer.Server.Observability.Metrics;

namespace Gw2Optimizer.Server.Limits;

internal static partial class LimitsFeature
{
    public static void AddLimits(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton<ClockWindows>();
        services.AddSingleton(provider => new SharedWindows(
            provider.GetRequiredService<ClockWindows>(),
            settings.Redis is { } address ? Connect(address, provider) : null,
            provider.GetRequiredService<RedisMetrics>(),
            settings,
            provider.GetRequiredService<TimeProvider>()));
    }

    private static RedisNumbers Connect(RedisAddress address, IServiceProvider provider)
    {
        var log = provider.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(RateLimits));
        return new RedisNumbers(address, provider.GetRequiredService<TimeProvider>(), opened: why => CountsAlone(log, why), closed: () => CountsTogether(log));
    }

    [LoggerMessage(LogLevel.Warning, "Redis is left alone, so this node counts calls by itself: {Why}.")]
    private static partial void CountsAlone(ILogger log, string why);

    [LoggerMessage(LogLevel.Information, "Redis answers again, and all nodes count calls together.")]
    private static partial void CountsTogether(ILogger log);
}
