namespace Gw2Optimizer.Scenarios.Tests.Clients;

internal static class Crowd
{
    private const int AtOnce = 16;

    /// <summary>For many, some at once: what is asked here is not how many can come in the same instant.</summary>
    public static async Task<TResult[]> InTurnAsync<T, TResult>(IEnumerable<T> all, Func<T, Task<TResult>> ask, int atOnce = AtOnce)
    {
        var results = new List<TResult>();
        foreach (var some in all.Chunk(atOnce))
        {
            results.AddRange(await Task.WhenAll(some.Select(ask)));
        }

        return [.. results];
    }
}
