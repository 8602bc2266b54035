using System.Collections.Immutable;
using System.Text.Json;
using Gw2Optimizer.Combat.Catalogue;

namespace Gw2Optimizer.Importer.Import;

/// <summary><c>/v2/itemstats</c>: several ids of one name are one prefix. Records without a name are no prefix of a player's gear.</summary>
internal static class PrefixImport
{
    public static ImmutableArray<Prefix> Of(ApiRecords records) =>
    [
        .. records.Newest
            .Where(record => record.Text("name") is not null)
            .GroupBy(record => record.Text("name")!)
            .OrderBy(group => Short(group.Key), StringComparer.Ordinal)
            .Select(group => Read(group.Key, [.. group])),
    ];

    private static Prefix Read(string apiName, List<JsonElement> records)
    {
        var all = records.Select(record => (Id: record.GetProperty("id").GetInt32(), Terms: Terms(record))).ToList();
        var trinkets = Widest(all.Where(stat => stat.Terms.Any(term => term.Offset > 0) && stat.Terms.Any(term => term.Multiplier > 0)));
        var armor = Widest(all.Where(stat => stat.Terms.Length > 0 && stat.Terms.All(term => term.Offset == 0)));
        return new(
            (armor ?? trinkets)!.Ids[0], Short(apiName), apiName, Shape(armor, trinkets), armor, trinkets, [.. all.Select(stat => stat.Id).Order()]);
    }

    /// <summary>Of variants for lower levels, which have fewer attributes, the whole one; every id that has the same terms.</summary>
    private static PrefixTerms? Widest(IEnumerable<(int Id, ImmutableArray<PrefixTerm> Terms)> stats)
    {
        var ordered = stats.OrderByDescending(stat => stat.Terms.Length).ThenBy(stat => stat.Id).ToList();
        if (ordered.Count == 0) return null;
        var terms = ordered[0].Terms;
        return new([.. ordered.Where(stat => stat.Terms.SequenceEqual(terms)).Select(stat => stat.Id).Order()], terms);
    }

    private static PrefixShape Shape(PrefixTerms? armor, PrefixTerms? trinkets)
    {
        if (trinkets is null) return PrefixShape.Levelling;
        if (trinkets.Terms.Any(term => term.Multiplier == 0 || term.Offset == 0)) return PrefixShape.Mixed;
        return (armor ?? trinkets).Terms.Length switch
        {
            3 => PrefixShape.ThreeAttributes,
            4 => PrefixShape.FourAttributes,
            _ => PrefixShape.Celestial,
        };
    }

    private static ImmutableArray<PrefixTerm> Terms(JsonElement record) =>
    [
        .. record.Items("attributes")
            .Select(term => new PrefixTerm(
                ImportedAttribute.Of(term.GetProperty("attribute").GetString()!),
                term.GetProperty("multiplier").GetDouble(),
                term.GetProperty("value").GetInt32()))
            .OrderBy(term => term.Attribute),
    ];

    /// <summary>"Berserker's and Valkyrie" is "Berserker and Valkyrie".</summary>
    private static string Short(string apiName) => apiName.Replace("'s", "", StringComparison.Ordinal);
}
