using System.Collections;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace Gw2Optimizer.Combat.Catalogue;

/// <summary>Something that the game gives a number and a name.</summary>
public interface ICatalogueEntry
{
    /// <summary>The game's own number for it.</summary>
    int Id { get; }

    string Name { get; }

    /// <summary>Other numbers and names that mean the same.</summary>
    IEnumerable<int> OtherIds => [];

    IEnumerable<string> OtherNames => [];
}

/// <summary>
/// All entries of one kind, by number and by name. In names, case, blanks and punctuation do not count. Thread-safe.
/// </summary>
public sealed class CatalogueTable<T> : IReadOnlyList<T> where T : class, ICatalogueEntry
{
    private const int Offered = 3;

    private readonly string kind;
    private readonly ImmutableArray<T> rows;
    private readonly FrozenDictionary<int, T> byId;
    private readonly Lazy<FrozenDictionary<string, ImmutableArray<T>>> byName;

    internal CatalogueTable(string kind, ImmutableArray<T> rows)
    {
        this.kind = kind;
        this.rows = rows;
        var ids = rows.ToDictionary(row => row.Id);
        foreach (var row in rows)
        {
            foreach (var other in row.OtherIds) ids.TryAdd(other, row);
        }
        byId = ids.ToFrozenDictionary();
        byName = new(() => rows
            .SelectMany(row => row.OtherNames.Prepend(row.Name).Select(FoldedName.Of).Distinct().Select(name => (name, row)))
            .GroupBy(pair => pair.name, pair => pair.row)
            .ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal));
    }

    public int Count => rows.Length;

    public T this[int index] => rows[index];

    /// <exception cref="UnknownEntryException">There is none.</exception>
    public T Get(int id) => Find(id) ?? throw new UnknownEntryException(kind, id.ToString(CultureInfo.InvariantCulture), []);

    /// <exception cref="UnknownEntryException">There is none, or there are several.</exception>
    public T Get(string name)
    {
        var found = FindAll(name);
        return found.Length switch
        {
            1 => found[0],
            0 => throw new UnknownEntryException(kind, name, Nearest(name)),
            _ => throw new UnknownEntryException(kind, name, [.. found.Select(row => $"{row.Name} ({row.Id})")], ambiguous: true),
        };
    }

    /// <summary>By id if it is a number, else by name.</summary>
    /// <exception cref="UnknownEntryException">There is none, or there are several.</exception>
    public T GetByIdOrName(string written) =>
        int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? Get(id) : Get(written);

    /// <summary>Null: no such number.</summary>
    public T? Find(int id) => byId.GetValueOrDefault(id);

    /// <summary>Null: no such name, or several entries have it.</summary>
    public T? Find(string name) => FindAll(name) is [var only] ? only : null;

    /// <summary>Every entry of that name; skills and traits may share one.</summary>
    public ImmutableArray<T> FindAll(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return byName.Value.TryGetValue(FoldedName.Of(name), out var found) ? found : [];
    }

    /// <summary>Up to three names, nearest first, that differ from the written one in less than half of its letters.</summary>
    public IReadOnlyList<string> Nearest(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        var folded = FoldedName.Of(written);
        return
        [
            .. byName.Value
                .Select(pair => (pair.Value[0].Name, Distance: EditDistance.Between(folded, pair.Key)))
                .Where(candidate => candidate.Distance <= Math.Max(1, folded.Length / 2))
                .OrderBy(candidate => candidate.Distance)
                .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
                .Select(candidate => candidate.Name)
                .Distinct()
                .Take(Offered),
        ];
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)rows).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
