using System.Collections.Immutable;
using System.Text.Json;
using Gw2Optimizer.Combat.Catalogue;

namespace Gw2Optimizer.Importer.Import;

/// <summary><c>/v2/professions</c> and <c>/v2/specializations</c>.</summary>
internal static class ProfessionImport
{
    public static ImmutableArray<ProfessionRow> Professions(ApiRecords records) => [.. records.Newest.Select(record => new ProfessionRow(
        record.GetProperty("id").GetString()!,
        record.Ids("specializations"),
        [.. record.GetProperty("weapons").EnumerateObject().OrderBy(weapon => weapon.Name, StringComparer.Ordinal).Select(Weapon)],
        Slots(record)))];

    /// <summary>A recording without trait ids (serialised again by another program) takes them from an older one.</summary>
    public static ImmutableArray<SpecializationRow> Specializations(ApiRecords records) => [.. records.Versions.Select(recordings =>
    {
        var newest = recordings[^1];
        var whole = recordings.LastOrDefault(record => record.Items("major_traits").Any());
        return new SpecializationRow(
            newest.GetProperty("id").GetInt32(),
            newest.GetProperty("name").GetString()!,
            newest.GetProperty("profession").GetString()!,
            newest.GetProperty("elite").GetBoolean(),
            whole.Ids("minor_traits"),
            whole.Ids("major_traits"));
    })];

    private static ProfessionWeapon Weapon(JsonProperty weapon) => new(
        weapon.Name, weapon.Value.Words("flags"), weapon.Value.Whole("specialization") is > 0 and var id ? id : null, Slots(weapon.Value));

    private static ImmutableArray<SkillSlot> Slots(JsonElement record) =>
    [
        .. record.Items("skills").Select(skill => new SkillSlot(
            skill.GetProperty("id").GetInt32(), skill.GetProperty("slot").GetString()!, skill.Text("attunement"), skill.Text("offhand"))),
    ];
}
