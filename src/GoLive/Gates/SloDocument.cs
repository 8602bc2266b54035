using System.Globalization;

namespace GoLive.Gates;

/// <summary><c>deploy/slo.yaml</c> as it is written.</summary>
internal sealed class SloDocument
{
    public List<WrittenSlo> Slo { get; set; } = [];

    public List<string> BornLate { get; set; } = [];

    public Dictionary<string, WrittenPlan> Rollout { get; set; } = [];

    internal sealed class WrittenPlan
    {
        public List<int> Percent { get; set; } = [];

        public string Watch { get; set; } = "";
    }

    internal sealed class WrittenBound
    {
        public double? Min { get; set; }

        public double? Max { get; set; }

        public Bound Read() => Min is null && Max is null ? throw new FormatException("A bound needs min or max.") : new Bound(Min, Max);
    }

    internal sealed class WrittenSlo
    {
        public string Name { get; set; } = "";

        public string What { get; set; } = "";

        public string Unit { get; set; } = "";

        public WrittenMeasure? Measure { get; set; }

        public WrittenBound? Goal { get; set; }

        public WrittenBound? Staging { get; set; }

        public WrittenBound? Canary { get; set; }

        public List<WrittenAlert> Alerts { get; set; } = [];

        public Slo Read()
        {
            if (Name.Length == 0 || Measure is null)
            {
                throw new FormatException($"'{Name}' needs a name and a measure.");
            }

            var measure = Measure.Read(Name);
            return new Slo(Name, What, Unit, measure, Goal?.Read(), Staging?.Read(), Canary?.Read()) { Alerts = [.. Alerts.Select(alert => alert.Read(measure))] };
        }
    }

    internal sealed class WrittenMeasure
    {
        public double? Quantile { get; set; }

        public List<string>? Share { get; set; }

        public List<string>? Rate { get; set; }

        public List<string>? Increase { get; set; }

        public List<string>? Of { get; set; }

        public string? Query { get; set; }

        public Measure Read(string name) => (Quantile, Share, Rate, Increase) switch
        {
            (null, null, null, null) when Query is { } query => new Measure.Expression(query),
            ({ } q, null, null, null) when q is > 0 and < 1 && Of is [var histogram] => new Measure.Quantile(q, Selector.Parse(histogram)),
            (null, { } part, null, null) when Of is { Count: > 0 } => new Measure.Share(All(part), All(Of)),
            (null, null, { } counters, null) => new Measure.Rate(All(counters)),
            (null, null, null, { } counters) => new Measure.Increase(All(counters)),
            _ => throw new FormatException($"The measure of '{name}' is none of quantile, share, rate, increase and query."),
        };

        private static IReadOnlyList<Selector> All(List<string> selectors) => [.. selectors.Select(Selector.Parse)];
    }

    internal sealed class WrittenAlert
    {
        private const string DefaultWindow = "5m";

        public string Name { get; set; } = "";

        public string Severity { get; set; } = "";

        public string? Min { get; set; }

        public string? Max { get; set; }

        public string Window { get; set; } = DefaultWindow;

        public string? For { get; set; }

        public double? Traffic { get; set; }

        public string? Label { get; set; }

        public WrittenMeasure? Measure { get; set; }

        /// <param name="fallback">That of the slo.</param>
        public Alert Read(Measure fallback)
        {
            if (Name.Length == 0 || (Min is null) == (Max is null) || !Enum.TryParse<Severity>(Severity, ignoreCase: true, out var severity) || !Enum.IsDefined(severity))
            {
                throw new FormatException($"The alert '{Name}' needs a name, a severity of sev1 to sev4, and one of min and max.");
            }

            var alert = new Alert(Name, severity, new Bound(Number(Min), Number(Max)), Measure?.Read(Name) ?? fallback, Durations.Parse(Window), For is null ? TimeSpan.Zero : Durations.Parse(For), Traffic, Label);
            return Traffic is null || alert.Measure.Traffic(new Counting(Window)) is not null ? alert : throw new FormatException($"The traffic of the alert '{Name}' cannot be told from its measure; say it in the query.");
        }

        /// <summary>A number, or a duration in seconds.</summary>
        private static double? Number(string? text) => text is null
            ? null
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : Durations.Parse(text).TotalSeconds;
    }
}
