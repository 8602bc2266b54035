using System.Collections.Immutable;
using System.Text.Json;
using Gw2Optimizer.Combat.Catalogue;

namespace Gw2Optimizer.Importer.Import;

/// <summary><c>/v2/skills</c>: those of professions.</summary>
internal static class SkillImport
{
    public static ImmutableArray<SkillRow> Of(ApiRecords skills, IEnumerable<ProfessionRow> professions)
    {
        var used = professions
            .SelectMany(profession => profession.Weapons.SelectMany(weapon => weapon.Skills).Concat(profession.Skills))
            .Select(slot => slot.Id)
            .ToHashSet();
        return
        [
            .. skills.Newest
                .Where(record => record.Items("professions").Any() || used.Contains(record.GetProperty("id").GetInt32()))
                .Where(record => record.Text("name") is not null)
                .Select(Read),
        ];
    }

    private static SkillRow Read(JsonElement record) => new(
        record.GetProperty("id").GetInt32(),
        record.Text("name")!,
        record.Text("type"),
        record.Text("slot"),
        record.Text("weapon_type") is { } weapon and not "None" ? weapon : null,
        record.Text("attunement"),
        record.Text("dual_wield"),
        record.Words("professions"),
        record.Text("description"),
        FactImport.Of(record, "facts"),
        FactImport.Of(record, "traited_facts"));
}
