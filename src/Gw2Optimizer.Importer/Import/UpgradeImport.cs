using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gw2Optimizer.Combat.Catalogue;

namespace Gw2Optimizer.Importer.Import;

/// <summary>Runes, sigils, infusions and relics of <c>/v2/items</c>: of each rune and sigil the superior one, with the id of its legendary twin.</summary>
internal static partial class UpgradeImport
{
    private const int TimeoutMs = 1000;

    public static ImmutableArray<Rune> Runes(ApiRecords items) => [.. Superior(items, "Rune", "Superior Rune of ").Select(pair =>
    {
        var bonuses = Details(pair.Item).Words("bonuses");
        var text = new BonusText(bonuses);
        return new Rune(Id(pair.Item), Name(pair.Item), text.Points, text.AllStats, text.Percents, text.Other, bonuses, pair.LegendaryId);
    })];

    public static ImmutableArray<SigilRow> Sigils(ApiRecords items) => [.. Superior(items, "Sigil", "Superior Sigil of ").Select(pair =>
    {
        var text = Plain(Details(pair.Item).Field("infix_upgrade")?.Field("buff")?.Text("description"));
        var cooldown = Cooldown().Match(text ?? "");
        return new SigilRow(
            Id(pair.Item), Name(pair.Item), text,
            cooldown.Success ? double.Parse(cooldown.Groups["s"].Value, CultureInfo.InvariantCulture) : null, pair.LegendaryId);
    })];

    public static ImmutableArray<Infusion> Infusions(ApiRecords items) =>
    [
        .. items.Newest
            .Where(item => item.Text("type") == "UpgradeComponent" && Details(item).Words("infusion_upgrade_flags").Contains("Infusion"))
            .Select(item => new Infusion(Id(item), Name(item), Points(Details(item).Field("infix_upgrade"))))
            .Where(infusion => infusion.Points.Terms.Any()),
    ];

    public static ImmutableArray<RelicRow> Relics(ApiRecords items) =>
    [
        .. items.Newest
            .Where(item => item.Text("type") == "Relic" && Name(item).StartsWith("Relic of ", StringComparison.Ordinal))
            .GroupBy(Name)
            .Select(twins => twins.OrderBy(Id).First())
            .Select(item => new RelicRow(Id(item), Name(item), Plain(item.Text("description"))))
            .OrderBy(relic => relic.Name, StringComparer.Ordinal),
    ];

    private static IEnumerable<(JsonElement Item, int? LegendaryId)> Superior(ApiRecords items, string type, string lead) => items.Newest
        .Where(item => item.Text("type") == "UpgradeComponent" && Details(item).Text("type") == type && Name(item).StartsWith(lead, StringComparison.Ordinal))
        .GroupBy(Name)
        .Select(twins => (
            Exotic: twins.Where(item => item.Text("rarity") == "Exotic").OrderBy(Id).ToList(),
            Legendary: twins.Where(item => item.Text("rarity") == "Legendary").OrderBy(Id).ToList()))
        .Where(pair => pair.Exotic.Count > 0)
        .Select(pair => (pair.Exotic[0], pair.Legendary is [var twin, ..] ? Id(twin) : (int?)null))
        .OrderBy(pair => Name(pair.Item1), StringComparer.Ordinal);

    private static AttributePoints Points(JsonElement? infix) => infix is { } upgrade
        ? new(upgrade.Items("attributes").Select(term => KeyValuePair.Create(
            ImportedAttribute.Of(term.GetProperty("attribute").GetString()!), term.GetProperty("modifier").GetInt32())))
        : AttributePoints.None;

    private static JsonElement Details(JsonElement item) => item.Field("details") ?? default;

    private static int Id(JsonElement item) => item.GetProperty("id").GetInt32();

    private static string Name(JsonElement item) => item.Text("name") ?? "";

    private static string? Plain(string? text) => text is null ? null : Markup().Replace(text.Replace("<br>", " ", StringComparison.Ordinal), "").Trim();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, TimeoutMs)]
    private static partial Regex Markup();

    [GeneratedRegex(@"Cooldown: (?<s>\d+(\.\d+)?) Seconds?", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, TimeoutMs)]
    private static partial Regex Cooldown();
}
