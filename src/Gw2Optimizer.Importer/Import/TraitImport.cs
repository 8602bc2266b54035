using System.Collections.Immutable;
using System.Text.Json;
using Gw2Optimizer.Combat.Catalogue;

namespace Gw2Optimizer.Importer.Import;

/// <summary><c>/v2/traits</c>: the newest recording; what it lost is taken from an older one where that is certain.</summary>
internal static class TraitImport
{
    public static ImmutableArray<Trait> Of(ApiRecords records) => [.. records.Versions.Select(Read)];

    private static Trait Read(IReadOnlyList<JsonElement> recordings)
    {
        var newest = recordings[^1];
        var older = recordings.SkipLast(1).SelectMany(record => FactImport.Of(record, "facts")).ToList();
        return new(
            newest.GetProperty("id").GetInt32(),
            newest.Text("name") ?? "",
            newest.GetProperty("specialization").GetInt32(),
            newest.GetProperty("tier").GetInt32(),
            newest.Text("slot") ?? "",
            newest.Text("description"),
            [.. FactImport.Of(newest, "facts").Select(fact => WithSource(fact, older))],
            [.. FactImport.Of(newest, "traited_facts").Select(fact => WithSource(fact, older))]);
    }

    /// <summary>A conversion without the attribute that it reads: an older recording with the same target and percentage may tell.</summary>
    private static Fact WithSource(Fact fact, List<Fact> older)
    {
        if (fact.Type != "BuffConversion" || fact.Source is not null) return fact;
        var sources = older
            .Where(candidate => candidate.Type == fact.Type && candidate.Target == fact.Target && candidate.Percent == fact.Percent)
            .Select(candidate => candidate.Source)
            .Distinct()
            .ToImmutableArray();
        return sources is [{ } only] ? fact with { Source = only } : fact;
    }
}
