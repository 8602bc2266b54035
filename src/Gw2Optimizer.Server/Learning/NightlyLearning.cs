using Quartz;

namespace Gw2Optimizer.Server.Learning;

/// <summary>Learns at three in the morning, by UTC.</summary>
internal sealed class NightlyLearning(Learner learner) : IJob
{
    public const string Schedule = "0 0 3 * * ?";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await learner.RunNightlyAsync();
}
