using System.Collections.Immutable;
using System.Text.Json;
using Gw2Optimizer.Combat.Catalogue;

namespace Gw2Optimizer.Importer.Import;

/// <summary>Level-80 food and utility of <c>/v2/items</c>. Feasts and single servings with the same name and effect are one.</summary>
internal static class ConsumableImport
{
    private const int MaxLevel = 80;

    public static ImmutableArray<Consumable> Of(ApiRecords items) =>
    [
        .. items.Newest
            .Where(item => item.Text("type") == "Consumable" && item.Whole("level") == MaxLevel)
            .Select(item => (Item: item, Kind: Kind(item)))
            .Where(pair => pair.Kind is not null)
            .GroupBy(pair => (Name: pair.Item.Text("name") ?? "", pair.Kind, Text: Effect(pair.Item)))
            .Select(twins => Read([.. twins.Select(pair => pair.Item).OrderBy(item => item.GetProperty("id").GetInt32())], twins.Key.Kind!.Value))
            .Where(consumable => consumable is not null)
            .Select(consumable => consumable!)
            .OrderBy(consumable => consumable.Kind)
            .ThenBy(consumable => consumable.Name, StringComparer.Ordinal)
            .ThenBy(consumable => consumable.Id),
    ];

    /// <summary>Null: moves nothing in combat. An ascended one of which the API says nothing is kept, as unknown.</summary>
    private static Consumable? Read(List<JsonElement> twins, ConsumableKind kind)
    {
        var item = twins[0];
        var effect = Effect(item);
        var text = new BonusText(effect?.Split('\n') ?? []);
        var isKnown = effect is not null;
        var rarity = item.Text("rarity") ?? "";
        if (text.IsEmpty && (isKnown || rarity != "Ascended")) return null;
        return new(
            item.GetProperty("id").GetInt32(),
            item.Text("name")!,
            kind,
            rarity,
            (item.Field("details")?.Whole("duration_ms") ?? 0) / 60_000,
            text.Points,
            text.Conversions,
            text.Percents,
            text.Other,
            isKnown,
            [.. twins.Skip(1).Select(twin => twin.GetProperty("id").GetInt32())]);
    }

    private static string? Effect(JsonElement item) => item.Field("details")?.Text("description");

    private static ConsumableKind? Kind(JsonElement item) => item.Field("details")?.Text("type") switch
    {
        "Food" => ConsumableKind.Food,
        "Utility" => ConsumableKind.Utility,
        _ => null,
    };
}
