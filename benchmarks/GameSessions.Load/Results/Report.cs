using System.Globalization;
using System.Text;

namespace GameSessions.Load.Results;

/// <summary>A row of the table: what was measured, and in what.</summary>
internal sealed record Figure(string What, string Unit);

/// <summary>Something to aim for: one figure over another of the same run.</summary>
/// <param name="Most">The ratio is to be at most this, or at least this.</param>
internal sealed record Aim(string What, double Ratio, double Bound, bool Most, string Unit = "")
{
    public bool IsMet => Most ? Ratio <= Bound : Ratio >= Bound;
}

/// <summary>The figures of one run. Each is the median of its rounds.</summary>
internal sealed class Report
{
    private readonly List<Figure> rows = [];
    private readonly Dictionary<(Figure Row, string Column), List<double>> values = [];

    public List<Aim> Aims { get; } = [];

    public IReadOnlyList<string> Columns { get; init; } = [];

    public void Add(string column, string what, string unit, double value)
    {
        var row = new Figure(what, unit);
        if (!rows.Contains(row))
        {
            rows.Add(row);
        }

        if (!values.TryGetValue((row, column), out var rounds))
        {
            values[(row, column)] = rounds = [];
        }

        rounds.Add(value);
        Console.WriteLine($"  {column,-9} {what}: {Text(value)} {unit}");
    }

    /// <returns>NaN where it was not measured.</returns>
    public double this[string column, string what, string unit]
    {
        get
        {
            var rounds = values.GetValueOrDefault((new Figure(what, unit), column), []).Order().ToList();
            return rounds.Count == 0 ? double.NaN : (rounds[(rounds.Count - 1) / 2] + rounds[rounds.Count / 2]) / 2;
        }
    }

    /// <summary>Notes an aim, unless one side of it was not measured.</summary>
    public void AimAt(string what, double ratio, double bound, bool most, string unit = "")
    {
        if (!double.IsNaN(ratio))
        {
            Aims.Add(new Aim(what, ratio, bound, most, unit));
        }
    }

    /// <summary>As tables of Markdown.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        text.AppendLine(Row(["", .. Columns])).AppendLine(Row([" --- ", .. Columns.Select(_ => " ---: ")]));
        foreach (var row in rows)
        {
            text.AppendLine(Row([$"{row.What}, {row.Unit}", .. Columns.Select(column => Text(this[column, row.What, row.Unit]))]));
        }

        if (Aims.Count > 0)
        {
            text.AppendLine().AppendLine(Row(["aim", "measured", "bound", "met"])).AppendLine(Row([" --- ", " ---: ", " ---: ", " --- "]));
            foreach (var aim in Aims)
            {
                text.AppendLine(Row([aim.What, $"{Text(aim.Ratio)}{aim.Unit}", $"{(aim.Most ? "at most" : "at least")} {Text(aim.Bound)}{aim.Unit}", aim.IsMet ? "yes" : "no"]));
            }
        }

        return text.ToString();
    }

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private static string Text(double value) => double.IsNaN(value) ? "" : Math.Abs(value) switch
    {
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture).Replace(',', ' '),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };
}
