using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Builds;

namespace Gw2Optimizer.Server.Advice;

/// <summary>Everything that is stored of builds, whoever stores it.</summary>
internal sealed class StoredBuilds(IEnumerable<IReadableBuilds> stores)
{
    /// <inheritdoc cref="IReadableBuilds.FindAsync"/>
    public async Task<StoredBuild?> FindAsync(Guid id, UserId caller)
    {
        foreach (var store in stores)
        {
            if (await store.FindAsync(id, caller) is { } build)
            {
                return build;
            }
        }

        return null;
    }
}
