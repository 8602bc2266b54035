using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Docs;

/// <summary>What is attached to a route.</summary>
/// <param name="Path">Its template, with or without the first slash.</param>
internal sealed record EndpointMetadata(string Path, IReadOnlyList<object> Items)
{
    public bool IsApi => Path.TrimStart('/').StartsWith(ApiPaths.Root.TrimStart('/'), StringComparison.OrdinalIgnoreCase);

    /// <summary>The last of its kind, which is the nearest to the route.</summary>
    public T? Find<T>()
        where T : class => Items.OfType<T>().LastOrDefault();

    public IEnumerable<T> All<T>() => Items.OfType<T>();
}
