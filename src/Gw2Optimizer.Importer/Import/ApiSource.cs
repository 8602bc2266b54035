using System.Text.Json;

namespace Gw2Optimizer.Importer.Import;

/// <summary>Where an import reads the API's answers.</summary>
internal interface IApiSource
{
    /// <summary>Tells this source from another; an import that was cut goes on only where this is the same.</summary>
    string Identity { get; }

    /// <summary>Makes the endpoint's records readable, if they are not yet; what is there from an earlier try is kept.</summary>
    Task FetchAsync(string endpoint, CancellationToken cancellation);

    IEnumerable<JsonElement> Read(string endpoint);

    /// <summary>The game's build; null: not recorded.</summary>
    Task<int?> BuildAsync(CancellationToken cancellation);
}
