using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gw2Optimizer.Combat.Catalogue;

/// <summary>The data files' JSON: camel case, enumerations by name, absent for null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(CatalogueVersion))]
[JsonSerializable(typeof(CatalogueFile<ProfessionRow>))]
[JsonSerializable(typeof(CatalogueFile<SpecializationRow>))]
[JsonSerializable(typeof(CatalogueFile<Trait>))]
[JsonSerializable(typeof(CatalogueFile<SkillRow>))]
[JsonSerializable(typeof(CatalogueFile<Prefix>))]
[JsonSerializable(typeof(CatalogueFile<Rune>))]
[JsonSerializable(typeof(CatalogueFile<SigilRow>))]
[JsonSerializable(typeof(CatalogueFile<RelicRow>))]
[JsonSerializable(typeof(CatalogueFile<Infusion>))]
[JsonSerializable(typeof(CatalogueFile<Consumable>))]
[JsonSerializable(typeof(CatalogueFile<ProfessionFacts>))]
[JsonSerializable(typeof(CatalogueFile<SpecializationFacts>))]
[JsonSerializable(typeof(CatalogueFile<ArmorFacts>))]
[JsonSerializable(typeof(CatalogueFile<Boon>))]
[JsonSerializable(typeof(CatalogueFile<DamageModifier>))]
[JsonSerializable(typeof(CatalogueFile<SigilModifier>))]
[JsonSerializable(typeof(CatalogueFile<PaletteRow>))]
[JsonSerializable(typeof(CatalogueFile<Legend>))]
[JsonSerializable(typeof(BudgetFile))]
[JsonSerializable(typeof(ConditionFile))]
[JsonSerializable(typeof(WeaponFile))]
internal sealed partial class CatalogueJson : JsonSerializerContext
{
    public static T Read<T>(ReadOnlyMemory<byte> file) =>
        (T)(JsonSerializer.Deserialize(file.Span, typeof(T), Default) ?? throw new JsonException($"A data file of {typeof(T).Name} is null."));
}
