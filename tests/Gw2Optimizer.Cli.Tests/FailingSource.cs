using System.Text.Json;
using Gw2Optimizer.Importer.Import;

namespace Gw2Optimizer.Cli.Tests;

/// <summary>A source that is cut at some endpoint, and tells what was read.</summary>
internal sealed class FailingSource(IApiSource inner, Func<string, bool> fails, List<string> reads) : IApiSource
{
    public string Identity => inner.Identity;

    public Task FetchAsync(string endpoint, CancellationToken cancellation)
    {
        if (fails(endpoint)) throw new IOException($"Cut at {endpoint}.");
        reads.Add(endpoint);
        return inner.FetchAsync(endpoint, cancellation);
    }

    public IEnumerable<JsonElement> Read(string endpoint) => inner.Read(endpoint);

    public Task<int?> BuildAsync(CancellationToken cancellation) => inner.BuildAsync(cancellation);
}
