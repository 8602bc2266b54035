using System.Text.Json;
using Dapper;
using Gw2Optimizer.Server.Storage;
using Gw2Optimizer.Solvers.Learning;

namespace Gw2Optimizer.Server.Learning;

/// <summary>Priors by their version.</summary>
internal sealed record PriorsVersion(long Version, SquadPriors Priors);

/// <summary>The priors that hold now, on every node at once.</summary>
internal sealed class PublishedPriors(Database database)
{
    private volatile PriorsVersion? known;

    public async Task<PriorsVersion> CurrentAsync()
    {
        var version = await database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT current_version FROM learning_state WHERE id = 1"));
        if (known is { } cached && cached.Version == version)
        {
            return cached;
        }

        // A version never changes, so what is read here is what the number meant.
        var priors = await database.ReadAsync(connection =>
            connection.ExecuteScalarAsync<string>("SELECT priors FROM learning_versions WHERE version = @version", new { version }));
        return known = new PriorsVersion(version, JsonSerializer.Deserialize<SquadPriors>(priors!)!);
    }
}
