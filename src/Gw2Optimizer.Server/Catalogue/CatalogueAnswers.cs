using System.Text.Json;
using Gw2Optimizer.Combat.Builds;
using Gw2Optimizer.Combat.Catalogue;
using Gw2Optimizer.Combat.Model;

namespace Gw2Optimizer.Server.Catalogue;

/// <summary>What a build of any profession is chosen from.</summary>
internal sealed record CatalogueAnswer(
    string DataVersion,
    IReadOnlyList<ProfessionAnswer> Professions,
    IReadOnlyList<GearSlotAnswer> GearSlots,
    IReadOnlyList<PrefixAnswer> Prefixes,
    IReadOnlyList<UpgradeAnswer> Runes,
    IReadOnlyList<UpgradeAnswer> Sigils,
    IReadOnlyList<UpgradeAnswer> Relics)
{
    public const string Example = """
        {"data_version":"2026-08","professions":[{"name":"Guardian","armor":"heavy","specializations":[{"id":62,"name":"Firebrand","is_elite":true,"usual_role":"stability"}]}],
        "gear_slots":[{"name":"Helm","piece":"helm"}],"prefixes":[{"id":161,"name":"Berserker","other_ids":[584],"points":{"helm":{"power":63,"precision":45,"ferocity":45}}}],
        "runes":[{"id":24836,"name":"Superior Rune of the Scholar","text":"+175 Power"}],"sigils":[{"id":24615,"name":"Superior Sigil of Force","text":"+5% damage"}],"relics":[{"id":100916,"name":"Relic of the Thief","text":null}]}
        """;

    public static CatalogueAnswer Of(GameCatalogue catalogue) => new(
        catalogue.DataVersion,
        [.. catalogue.Professions.Select(profession => ProfessionAnswer.Of(catalogue, profession))],
        [.. EquipmentSlot.WithTwoWeapons.Select(slot => new GearSlotAnswer(slot.Name, slot.Piece))],
        [.. catalogue.Prefixes.Where(prefix => prefix.IsSelectable && prefix.Shape is not PrefixShape.Levelling).OrderBy(prefix => prefix.Name, StringComparer.Ordinal).Select(prefix => PrefixAnswer.Of(catalogue, prefix))],
        [.. catalogue.Runes.Select(rune => new UpgradeAnswer(rune.Id, rune.Name, string.Join(", ", rune.Bonuses)))],
        [.. catalogue.Sigils.Select(sigil => new UpgradeAnswer(sigil.Id, sigil.Name, PlainText.Of(sigil.Text)))],
        [.. catalogue.Relics.Select(relic => new UpgradeAnswer(relic.Id, relic.Name, PlainText.Of(relic.Text)))]);
}

internal sealed record ProfessionAnswer(string Name, ArmorWeight Armor, IReadOnlyList<SpecializationAnswer> Specializations)
{
    public static ProfessionAnswer Of(GameCatalogue catalogue, Profession profession) => new(
        profession.Name, profession.Armor,
        [.. profession.Specializations.Select(catalogue.Specializations.Get).Select(one => new SpecializationAnswer(one.Id, one.Name, one.IsElite, one.UsualRole))]);
}

internal sealed record SpecializationAnswer(int Id, string Name, bool IsElite, string UsualRole);

internal sealed record GearSlotAnswer(string Name, GearPiece Piece);

/// <param name="OtherIds">Ids of the game that mean the same on some piece.</param>
/// <param name="Points">Of an ascended piece, by piece and attribute; a piece that does not exist is absent.</param>
internal sealed record PrefixAnswer(int Id, string Name, IReadOnlyList<int> OtherIds, IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Points)
{
    public static PrefixAnswer Of(GameCatalogue catalogue, Prefix prefix) => new(
        prefix.Id, prefix.Name, [.. prefix.ItemstatIds.Where(id => id != prefix.Id)],
        Enum.GetValues<GearPiece>().Where(piece => prefix.TermsOf(piece, GearRarity.Ascended) is not null).ToDictionary(
            piece => Wire(piece),
            piece => (IReadOnlyDictionary<string, int>)catalogue.Budgets.Points(prefix, piece, GearRarity.Ascended, GameMode.PvE).Terms.ToDictionary(term => Wire(term.Key), term => term.Value)));

    private static string Wire<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}

internal sealed record UpgradeAnswer(int Id, string Name, string? Text);
