using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gw2Optimizer.Combat.Squads;

/// <summary>The archetypes and what the game modes ask of a squad: versioned data, with where each number comes from.</summary>
public sealed class SquadCatalogue
{
    /// <summary>The specialization of a build without an elite one.</summary>
    public const string Core = "Core";

    private static readonly Lazy<SquadCatalogue> Read = new(() => new(Resource<ArchetypeFile>("squads/archetypes.json"), Resource<ModeFile>("squads/modes.json")));

    private SquadCatalogue(ArchetypeFile archetypes, ModeFile modes)
    {
        Version = $"{archetypes.Version}/{modes.Version}";
        Evidence = archetypes.Evidence;
        CoreLines = archetypes.CoreLines;
        Archetypes = [.. archetypes.Archetypes.Select(entry => entry.ToArchetype())];
        Modes = modes.Modes;
        Professions = [.. Archetypes.Select(archetype => archetype.Profession).Distinct()];
        Specializations = [.. Archetypes.Select(archetype => archetype.Specialization).Distinct()];
    }

    /// <summary>The data that ships with the program.</summary>
    public static SquadCatalogue Shipped => Read.Value;

    /// <summary>The API's names of roles.</summary>
    public static IReadOnlyList<string> Roles { get; } =
        ["dps", "condi_dps", "support", "healer", "boon_support", "stability", "strip", "cleanse", "tank", "utility"];

    /// <summary>Changes with every change of a number.</summary>
    public string Version { get; }

    /// <summary>What each class of evidence means.</summary>
    public IReadOnlyDictionary<EvidenceClass, string> Evidence { get; }

    /// <summary>The core specializations of each profession: a build of these alone is the archetype <see cref="Core"/>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> CoreLines { get; }

    /// <summary>All of them, a specialization's usual role first.</summary>
    public IReadOnlyList<Archetype> Archetypes { get; }

    public IReadOnlyList<ModeNeeds> Modes { get; }

    public IReadOnlyList<string> Professions { get; }

    /// <summary>The elite specializations and <see cref="Core"/>.</summary>
    public IReadOnlyList<string> Specializations { get; }

    /// <summary>Null: no mode of this canonical name.</summary>
    public ModeNeeds? Mode(string name) => Modes.FirstOrDefault(mode => Names.Same(name, mode.Mode));

    /// <summary>The specialization that a build of this archetype has in the game: its elite one, or for <see cref="Core"/> a core line.</summary>
    public string LineOf(Archetype archetype) => archetype.Specialization == Core ? CoreLines[archetype.Profession][0] : archetype.Specialization;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private static T Resource<T>(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The program ships without {name}.");
        return JsonSerializer.Deserialize<T>(stream, Json)!;
    }

    private sealed record ArchetypeFile(
        string Version,
        IReadOnlyDictionary<EvidenceClass, string> Evidence,
        IReadOnlyDictionary<string, IReadOnlyList<string>> CoreLines,
        IReadOnlyList<ArchetypeEntry> Archetypes);

    private sealed record ModeFile(string Version, IReadOnlyList<ModeNeeds> Modes);

    private sealed record ArchetypeEntry(
        string Profession, string Specialization, string Role, string Build, IReadOnlyDictionary<EvidenceClass, IReadOnlyDictionary<Effect, int>> Provides)
    {
        public Archetype ToArchetype() => new(
            Profession,
            Specialization,
            Role,
            Build,
            [.. Provides.SelectMany(given => given.Value.Select(one => new Provision(one.Key, one.Value, given.Key))).OrderBy(provision => provision.Effect)]);
    }
}
