using System.Collections.Frozen;

namespace Gw2Optimizer.Rooms;

/// <summary>Names that people write in many ways: case does not count, a blank or <c>-</c> stands for <c>_</c>, and some have other names.</summary>
internal sealed class FoldedNames(IReadOnlyList<string> names, params IEnumerable<KeyValuePair<string, string>> nameByAlias)
{
    private readonly FrozenDictionary<string, string> canonical =
        names.Select(name => KeyValuePair.Create(name, name)).Concat(nameByAlias).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Null: no such name.</summary>
    public string? Find(string written) => canonical.GetValueOrDefault(written.Trim().Replace(' ', '_').Replace('-', '_'));
}
