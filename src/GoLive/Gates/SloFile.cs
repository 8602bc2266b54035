using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace GoLive.Gates;

/// <summary><c>deploy/slo.yaml</c>, the one place of every threshold.</summary>
internal sealed record SloFile(IReadOnlyList<Slo> Slos, RolloutPlan Canary, RolloutPlan Full)
{
    public const string DefaultPath = "deploy/slo.yaml";

    /// <summary>Metrics whose series come into being with their first event.</summary>
    public IReadOnlySet<string> BornLate { get; init; } = new HashSet<string>();

    /// <summary>The gates of a phase, in the order of the file.</summary>
    public IReadOnlyList<Gate> Gates(Phase phase) => [.. Slos.Select(slo => (slo, bound: phase == Phase.Staging ? slo.Staging : slo.Canary)).Where(one => one.bound is not null).Select(one => new Gate(one.slo, one.bound!))];

    /// <param name="path">Null: that of the working directory, else the one that came with the program.</param>
    /// <exception cref="UsageException">It cannot be read, or says something that nobody understands.</exception>
    public static SloFile Read(string? path)
    {
        var file = path ?? (File.Exists(DefaultPath) ? DefaultPath : Path.Combine(AppContext.BaseDirectory, "slo.yaml"));
        try
        {
            return Parse(File.ReadAllText(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or YamlException or FormatException)
        {
            throw new UsageException($"{file}: {e.Message}", "--slo names another file of thresholds.");
        }
    }

    /// <exception cref="FormatException">Something in it is not understood.</exception>
    public static SloFile Parse(string yaml)
    {
        var file = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build().Deserialize<SloDocument>(yaml) ?? throw new FormatException("It is empty.");
        var slos = file.Slo.Select(one => one.Read()).ToList();
        return slos.Count == 0
            ? throw new FormatException("It has no slo.")
            : new SloFile(slos, PlanOf(file, "canary"), PlanOf(file, "full")) { BornLate = file.BornLate.ToHashSet() };
    }

    private static RolloutPlan PlanOf(SloDocument file, string name) => file.Rollout.TryGetValue(name, out var plan) && plan.Percent.Count > 0
        ? new RolloutPlan(plan.Percent, Durations.Parse(plan.Watch))
        : throw new FormatException($"rollout.{name} needs percent and watch.");
}
