using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gw2Optimizer.Combat.Catalogue;

/// <summary>The content of a data file by its name, such as <c>traits.json</c>.</summary>
public delegate ReadOnlyMemory<byte> CatalogueReader(string file);

/// <summary>The data files of a catalogue: those that an import writes, and the curated ones under <c>Facts/</c>.</summary>
public static class CatalogueFiles
{
    public const string Version = "version.json";

    /// <summary>What an import writes, beside <see cref="Version"/>.</summary>
    public static ImmutableArray<string> Imported { get; } =
    [
        "consumables.json", "infusions.json", "prefixes.json", "professions.json", "relics.json", "runes.json", "sigils.json", "skills.json",
        "specializations.json", "traits.json",
    ];

    public static ImmutableArray<string> Curated { get; } =
    [
        "Facts/armor.json", "Facts/boons.json", "Facts/budgets.json", "Facts/conditions.json", "Facts/damage_modifiers.json", "Facts/legends.json",
        "Facts/palettes.json", "Facts/professions.json", "Facts/sigil_modifiers.json", "Facts/specializations.json", "Facts/weapons.json",
    ];

    /// <summary>Letters as they are: people read and compare these files.</summary>
    private static readonly CatalogueJson Readable =
        new(new JsonSerializerOptions(CatalogueJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>A data file's text: one row a line, so that a change of a row is a change of a line.</summary>
    public static string Write<T>(CatalogueFile<T> file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var rows = file.Rows.Select(row => "  " + JsonSerializer.Serialize(row, typeof(T), Readable));
        return $"{{\n \"source\": {JsonSerializer.Serialize(file.Source, typeof(string), Readable)},\n \"rows\": [\n{string.Join(",\n", rows)}\n ]\n}}\n";
    }

    public static string Write(CatalogueVersion version) => JsonSerializer.Serialize(version, typeof(CatalogueVersion), Readable) + "\n";

#pragma warning disable RS0030 // An embedded resource is part of the assembly, already in memory: reading it touches no file.
    /// <summary>A file of the shipped catalogue.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static ReadOnlyMemory<byte> Shipped(string file)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream(file)
            ?? throw new ArgumentException($"The catalogue has no file '{file}'.", nameof(file));
        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        return content;
    }
#pragma warning restore RS0030
}

/// <summary>What every data file looks like: where its rows are from, and the rows.</summary>
public sealed record CatalogueFile<T>(string Source, ImmutableArray<T> Rows);

/// <param name="DataVersion">Changes with every change of any data file: the game's build, then the first eight hex digits of the files' SHA-256.</param>
/// <param name="Build">The game's build id of the newest part; null: unknown.</param>
public sealed record CatalogueVersion(string DataVersion, int? Build, ImmutableArray<string> Sources);

/// <summary>A profession as the API has it.</summary>
public sealed record ProfessionRow(
    string Name, ImmutableArray<int> Specializations, ImmutableArray<ProfessionWeapon> Weapons, ImmutableArray<SkillSlot> Skills);

/// <summary>A specialization as the API has it.</summary>
public sealed record SpecializationRow(
    int Id, string Name, string Profession, bool IsElite, ImmutableArray<int> MinorTraits, ImmutableArray<int> MajorTraits);

/// <summary>A sigil as the API has it.</summary>
public sealed record SigilRow(int Id, string Name, string? Text, double? CooldownSeconds, int? LegendaryId);

/// <summary>A relic as the API has it.</summary>
public sealed record RelicRow(int Id, string Name, string? Text);

/// <summary>A skill as the API has it.</summary>
public sealed record SkillRow(
    int Id,
    string Name,
    string? Type,
    string? Slot,
    string? WeaponType,
    string? Attunement,
    string? DualWield,
    ImmutableArray<string> Professions,
    string? Description,
    ImmutableArray<Fact> Facts,
    ImmutableArray<Fact> TraitedFacts);

internal sealed record ProfessionFacts(int Id, string Name, ArmorWeight Armor, int BaseHealth, int Defense);

/// <param name="MajorTraits">Where their order is known from a newer source than the API's recording.</param>
internal sealed record SpecializationFacts(
    int Id, string Name, string Expansion, string UsualRole, string Evidence, ImmutableArray<int>? MajorTraits = null);

internal sealed record ArmorFacts(ArmorWeight Weight, Dictionary<GearPiece, int> Pieces, int Total)
{
    public ArmorDefense Frozen() => new(Weight, Pieces.ToFrozenDictionary(), Total);
}

internal sealed record BudgetFile(string Source, ImmutableArray<JewelBudget> Jewels, ImmutableArray<GearBudget> Rows);

internal sealed record ConditionFile(string Source, ImmutableArray<ConditionTweak> Tweaks, ImmutableArray<Condition> Rows);

internal sealed record WeaponFile(string Source, ImmutableArray<SpecialStrength> Special, ImmutableArray<Weapon> Rows);

internal sealed record PaletteRow(int Profession, int[][] Pairs);
