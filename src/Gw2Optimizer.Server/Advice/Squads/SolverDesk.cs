using Gw2Optimizer.Combat.Catalogue;
using Gw2Optimizer.Combat.Squads;
using Gw2Optimizer.Server.Learning;

namespace Gw2Optimizer.Server.Advice.Squads;

/// <summary>Runs the solvers: on threads of their own, no more at once than there are cores, and never for ever.</summary>
internal sealed class SolverDesk(PublishedPriors priors, TimeProvider time) : IDisposable
{
    /// <summary>A search that takes this long answers with the best so far and its bound. Far more than one needs on an idle machine.</summary>
    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(6);

    private readonly SemaphoreSlim free = new(Environment.ProcessorCount);

    /// <summary>Which data answers are made of, with the version of what is learned.</summary>
    public static string VersionWith(long learned) => $"{GameCatalogue.Shipped.DataVersion}/{SquadCatalogue.Shipped.Version}/learned-{learned}";

    public Task<PriorsVersion> PriorsAsync() => priors.CurrentAsync();

    /// <param name="solve">Given a token that ends the search with what is found so far.</param>
    public async Task<T> SolveAsync<T>(Func<CancellationToken, T> solve, CancellationToken caller)
    {
        await free.WaitAsync(caller);
        try
        {
            using var late = new CancellationTokenSource(TimeMax, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, caller);
            var found = await Task.Run(() => solve(either.Token), CancellationToken.None);
            caller.ThrowIfCancellationRequested();
            return found;
        }
        finally
        {
            free.Release();
        }
    }

    public void Dispose() => free.Dispose();
}
