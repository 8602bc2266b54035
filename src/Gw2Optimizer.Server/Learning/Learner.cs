using Gw2Optimizer.Server.Advice.Squads;
using Gw2Optimizer.Server.Observability.Metrics;
using Gw2Optimizer.Solvers.Learning;

namespace Gw2Optimizer.Server.Learning;

/// <summary>Runs the learning pipeline: by night, or when a superuser asks; one node at a time.</summary>
internal sealed partial class Learner(
    LearningLock runs, EvidenceRows evidence, PublishedPriors published, LearningVersions versions, Compositions compositions, FeatureMetrics metrics, ILogger<Learner> log)
{
    /// <summary>Begins a run.</summary>
    /// <returns>The run, which never fails; null where some node is running.</returns>
    public async Task<Task?> StartAsync()
    {
        if (!await runs.TryTakeAsync())
        {
            return null;
        }

        // It outlives the request that asked for it, and must not log or trace as part of it.
        using var _ = ExecutionContext.SuppressFlow();
        return Task.Run(RunAsync);
    }

    /// <summary>The run of this night, unless another node does it or has done it.</summary>
    public async Task RunNightlyAsync()
    {
        if (await runs.TryTakeNightAsync())
        {
            await RunAsync();
        }
    }

    private async Task RunAsync()
    {
        try
        {
            await compositions.RemoveOldAsync();
            var lesson = Lesson.From(await evidence.ReadAsync(), (await published.CurrentAsync()).Priors);
            var version = await versions.SaveAsync(lesson);
            metrics.Learned(lesson.IsBetter ? "published" : "kept");
            Learned(log, version, lesson.IsBetter ? "published" : "kept", lesson.Fitted, lesson.HeldOut, lesson.LossBefore, lesson.LossAfter);
        }
        catch (Exception e)
        {
            metrics.Learned("failed");
            RunFailed(log, e);
        }

        try
        {
            await runs.GiveBackAsync();
        }
        catch (Exception e)
        {
            // The lease runs out by itself.
            RunFailed(log, e);
        }
    }

    [LoggerMessage(LogLevel.Information, "Learned version {Version}, {Result}: fitted to {Fitted}, held out {HeldOut}, loss {Before} before and {After} after.")]
    private static partial void Learned(ILogger log, long version, string result, int fitted, int heldOut, double before, double after);

    [LoggerMessage(LogLevel.Error, "The learning pipeline failed; what was learned before stays.")]
    private static partial void RunFailed(ILogger log, Exception e);
}
