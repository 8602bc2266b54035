using System.Security.Cryptography;
using System.Text;

namespace GoLive.Backups;

/// <summary>What a table holds.</summary>
/// <param name="Hash">Of its rows, whatever their order.</param>
internal sealed record TableContents(long Rows, string Hash);

/// <summary>What a database holds at one instant; two that hold the same rows are equal, in whatever order these are stored.</summary>
/// <param name="Tables">By name.</param>
/// <param name="Migrations">The newest number of each owner.</param>
internal sealed record Contents(SortedDictionary<string, TableContents> Tables, SortedDictionary<string, int> Migrations)
{
    public long Rows => Tables.Values.Sum(table => table.Rows);

    /// <summary>Over all tables, with their names and numbers of rows.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(Tables.Select(table => $"{table.Key} {table.Value.Rows} {table.Value.Hash}\n")))));

    /// <summary>How <paramref name="other"/> differs, for people; empty where it does not.</summary>
    public IReadOnlyList<string> DifferencesTo(Contents other) =>
    [
        .. Union(Tables, other.Tables).Select(name => (name, Here: Tables.GetValueOrDefault(name), There: other.Tables.GetValueOrDefault(name))).Where(one => one.Here != one.There).Select(one =>
            one.Here?.Rows == one.There?.Rows ? $"{one.name} has other rows" : $"{one.name} has {Number(one.There?.Rows)} rows instead of {Number(one.Here?.Rows)}"),
        .. Union(Migrations, other.Migrations).Where(owner => Head(Migrations, owner) != Head(other.Migrations, owner)).Select(owner =>
            $"the migrations of {owner} end at {Number(Head(other.Migrations, owner))} instead of {Number(Head(Migrations, owner))}"),
    ];

    private static IEnumerable<string> Union<T>(SortedDictionary<string, T> one, SortedDictionary<string, T> other) => one.Keys.Union(other.Keys).Order(StringComparer.Ordinal);

    private static int? Head(SortedDictionary<string, int> migrations, string owner) => migrations.TryGetValue(owner, out var number) ? number : null;

    private static string Number(long? count) => count is { } known ? $"{known}" : "no";
}
