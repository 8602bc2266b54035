using System.Diagnostics.Metrics;
using GameSessions.Hosting.Storage;
using Gw2Optimizer.Server.Observability.Metrics;
using Quartz;

namespace Gw2Optimizer.Server.Learning;

/// <summary>What players say and do becomes priors of the squad solver.</summary>
internal static class LearningFeature
{
    public static void AddLearning(this IServiceCollection services)
    {
        services.AddSingleton<PublishedPriors>().AddSingleton<LearningVersions>().AddSingleton<LearningLock>().AddSingleton<EvidenceRows>().AddSingleton<Learner>();
        services.AddQuartz(quartz => quartz.ScheduleJob<NightlyLearning>(trigger =>
            trigger.WithCronSchedule(NightlyLearning.Schedule, cron => cron.InTimeZone(TimeZoneInfo.Utc))));
        services.AddQuartzHostedService();
    }

    public static void MapLearning(this RouteGroupBuilder api, IServiceProvider services)
    {
        AddMetric(services.GetRequiredService<ServerMetrics>(), services.GetRequiredService<MetricsRegistry>(), services.GetRequiredService<LearningVersions>());
        services.GetRequiredService<FeatureMetrics>();
        api.MapLearningApi();
    }

    private static void AddMetric(ServerMetrics metrics, MetricsRegistry registry, LearningVersions versions)
    {
        DateTimeOffset? last = null;
        registry.BeforeScrape(async () => last = await LastAsync(versions) ?? last);
        metrics.Meter.CreateObservableGauge(
            "learning_pipeline_last_success_timestamp_seconds",
            () => last is { } at ? [new Measurement<double>(at.ToUnixTimeMilliseconds() / 1000.0)] : (IReadOnlyList<Measurement<double>>)[],
            description: "When the learning pipeline last succeeded.");
    }

    private static async Task<DateTimeOffset?> LastAsync(LearningVersions versions)
    {
        try
        {
            return await versions.LastSuccessAsync();
        }
        catch (StorageUnavailableException)
        {
            return null;
        }
    }
}
