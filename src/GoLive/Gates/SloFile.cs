using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace GoLive.Gates;

/// <summary><c>deploy/slo.yaml</c>, the one place of every threshold.</summary>
internal sealed record SloFile(IReadOnlyList<Slo> Slos, RolloutPlan Canary, RolloutPlan Full)
{
    public const string DefaultPath = "deploy/slo.yaml";

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
        var file = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build().Deserialize<Written>(yaml) ?? throw new FormatException("It is empty.");
        var slos = file.Slo.Select(one => one.Read()).ToList();
        return slos.Count == 0
            ? throw new FormatException("It has no slo.")
            : new SloFile(slos, PlanOf(file, "canary"), PlanOf(file, "full"));
    }

    private static RolloutPlan PlanOf(Written file, string name) => file.Rollout.TryGetValue(name, out var plan) && plan.Percent.Count > 0
        ? new RolloutPlan(plan.Percent, Durations.Parse(plan.Watch))
        : throw new FormatException($"rollout.{name} needs percent and watch.");

    // The file as it is written.
    private sealed class Written
    {
        public List<WrittenSlo> Slo { get; set; } = [];

        public Dictionary<string, WrittenPlan> Rollout { get; set; } = [];
    }

    private sealed class WrittenPlan
    {
        public List<int> Percent { get; set; } = [];

        public string Watch { get; set; } = "";
    }

    private sealed class WrittenBound
    {
        public double? Min { get; set; }

        public double? Max { get; set; }

        public Bound Read() => Min is null && Max is null ? throw new FormatException("A bound needs min or max.") : new Bound(Min, Max);
    }

    private sealed class WrittenSlo
    {
        public string Name { get; set; } = "";

        public string What { get; set; } = "";

        public string Unit { get; set; } = "";

        public WrittenMeasure? Measure { get; set; }

        public WrittenBound? Goal { get; set; }

        public WrittenBound? Staging { get; set; }

        public WrittenBound? Canary { get; set; }

        public Slo Read() => Name.Length == 0 || Measure is null
            ? throw new FormatException($"'{Name}' needs a name and a measure.")
            : new Slo(Name, What, Unit, Measure.Read(Name), Goal?.Read(), Staging?.Read(), Canary?.Read());
    }

    private sealed class WrittenMeasure
    {
        public double? Quantile { get; set; }

        public List<string>? Share { get; set; }

        public List<string>? Rate { get; set; }

        public List<string>? Increase { get; set; }

        public List<string>? Of { get; set; }

        public Measure Read(string name) => (Quantile, Share, Rate, Increase) switch
        {
            ({ } q, null, null, null) when q is > 0 and < 1 && Of is [var histogram] => new Measure.Quantile(q, Selector.Parse(histogram)),
            (null, { } part, null, null) when Of is { Count: > 0 } => new Measure.Share(All(part), All(Of)),
            (null, null, { } counters, null) => new Measure.Rate(All(counters)),
            (null, null, null, { } counters) => new Measure.Increase(All(counters)),
            _ => throw new FormatException($"The measure of '{name}' is none of quantile, share, rate and increase."),
        };

        private static IReadOnlyList<Selector> All(List<string> selectors) => [.. selectors.Select(Selector.Parse)];
    }
}
