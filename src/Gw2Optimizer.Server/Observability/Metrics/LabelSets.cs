namespace Gw2Optimizer.Server.Observability.Metrics;

/// <summary>A closed set of label values, all of whose combinations exist at 0 from the start.</summary>
internal static class LabelSets
{
    /// <summary>Every combination of the given values; one empty combination where there are no labels.</summary>
    public static IReadOnlyList<Labels> Combine(params IReadOnlyList<(string Name, IReadOnlyList<string> Values)> closed)
    {
        IEnumerable<IReadOnlyList<KeyValuePair<string, string>>> sets = [[]];
        foreach (var (name, values) in closed)
        {
            sets = sets.SelectMany(set => values.Select(value => (IReadOnlyList<KeyValuePair<string, string>>)[.. set, new(name, value)]));
        }

        return [.. sets.Select(set => new Labels(set))];
    }
}
