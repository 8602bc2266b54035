namespace Gw2Optimizer.Combat.Catalogue;

/// <summary>The catalogue has no such thing, or several.</summary>
/// <param name="kind">What was looked for: <c>prefix</c>, <c>rune</c> ...</param>
/// <param name="written">The name or id, as it was written.</param>
/// <param name="nearest">Names to offer instead, nearest first; for an ambiguous name, the entries that have it.</param>
#pragma warning disable CA1032, RCS1194 // An unknown entry without its name helps nobody.
public sealed class UnknownEntryException(string kind, string written, IReadOnlyList<string> nearest, bool ambiguous = false)
    : ArgumentException(Sentence(kind, written, nearest, ambiguous))
#pragma warning restore CA1032, RCS1194
{
    public string Kind { get; } = kind;

    public string Written { get; } = written;

    public IReadOnlyList<string> Nearest { get; } = nearest;

    /// <summary>Whether there are several, not none.</summary>
    public bool IsAmbiguous { get; } = ambiguous;

    private static string Sentence(string kind, string written, IReadOnlyList<string> nearest, bool ambiguous) => (ambiguous, nearest.Count) switch
    {
        (true, _) => $"Several entries of kind {kind} are called '{written}': {string.Join(", ", nearest)}. Use the id.",
        (false, 0) => $"There is no {kind} '{written}'.",
        _ => $"There is no {kind} '{written}'. Did you mean {string.Join(", ", nearest.Select(name => $"'{name}'"))}?",
    };
}
