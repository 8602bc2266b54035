using System.Collections.Immutable;
using System.Text.Json;
using Gw2Optimizer.Combat.Catalogue;

namespace Gw2Optimizer.Importer.Import;

/// <summary>A data file and what it is made of.</summary>
/// <param name="Make">The file's text, from the records of <paramref name="Endpoints"/>.</param>
internal sealed record ImportStep(string File, ImmutableArray<string> Endpoints, Func<Func<string, ApiRecords>, string> Make);

internal static class ImportSteps
{
    /// <summary>One for each of <see cref="CatalogueFiles.Imported"/>.</summary>
    public static ImmutableArray<ImportStep> All { get; } =
    [
        Step("professions.json", "professions", ProfessionImport.Professions),
        Step("specializations.json", "specializations", ProfessionImport.Specializations),
        Step("traits.json", "traits", TraitImport.Of),
        new("skills.json", ["skills", "professions"], read => Text(
            "GW2 API /v2/skills, those of professions", SkillImport.Of(read("skills"), ProfessionImport.Professions(read("professions"))))),
        Step("prefixes.json", "itemstats", PrefixImport.Of),
        Step("runes.json", "items", UpgradeImport.Runes),
        Step("sigils.json", "items", UpgradeImport.Sigils),
        Step("relics.json", "items", UpgradeImport.Relics),
        Step("infusions.json", "items", UpgradeImport.Infusions),
        Step("consumables.json", "items", ConsumableImport.Of),
    ];

    /// <summary>Of the tens of thousands of items, the kinds that a build needs.</summary>
    public static bool IsNeeded(string endpoint, JsonElement record) =>
        endpoint != "items" || record.Text("type") is "UpgradeComponent" or "Relic" or "Consumable";

    private static ImportStep Step<T>(string file, string endpoint, Func<ApiRecords, ImmutableArray<T>> rows) =>
        new(file, [endpoint], read => Text($"GW2 API /v2/{endpoint}", rows(read(endpoint))));

    private static string Text<T>(string source, ImmutableArray<T> rows) => CatalogueFiles.Write(new CatalogueFile<T>(source, rows));
}
