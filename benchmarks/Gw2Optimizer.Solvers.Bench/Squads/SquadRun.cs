using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gw2Optimizer.Solvers.Squads;

namespace Gw2Optimizer.Solvers.Bench.Squads;

/// <summary>What one solver made of one case.</summary>
/// <param name="Points">Null: no squad was found in time.</param>
/// <param name="Bound">Null: the solver did not tell.</param>
internal sealed record SquadRun(double Milliseconds, double? Points, double? Bound)
{
    public bool Proven => Points is { } points && Bound is { } bound && bound - points < 0.5;
}

/// <summary>The solvers that take turns.</summary>
internal static partial class SquadRuns
{
    /// <summary>The median of several runs after two that warm up.</summary>
    public static SquadRun Ours(SquadRequest request, int runs)
    {
        var times = new List<double>();
        SquadOutcome.Solved? solved = null;
        for (var run = -2; run < runs; run++)
        {
            var watch = Stopwatch.StartNew();
            solved = (SquadOutcome.Solved)SquadSolver.Solve(request);
            if (run >= 0)
            {
                times.Add(watch.Elapsed.TotalMilliseconds);
            }
        }

        return new(times.Order().ElementAt(times.Count / 2), solved!.Rating.Points, solved.BoundPoints);
    }

    /// <summary>Null: cbc is not installed.</summary>
    public static SquadRun? Cbc(string program, int seconds)
    {
        if (Run("cbc", [program, "-timeMode", "elapsed", "-seconds", $"{seconds}", "-ratioGap", "0", "-allowableGap", "0.5", "-solve", "-quit"]) is not var (text, milliseconds))
        {
            return null;
        }

        var points = Number(CbcObjective().Match(text));
        return new(milliseconds, points, text.Contains("Optimal solution found", StringComparison.Ordinal) ? points : Math.Abs(Number(CbcBound().Match(text)) ?? double.NaN));
    }

    /// <summary>Null: Node or the package is not installed.</summary>
    public static SquadRun? Highs(string program, int seconds, string script)
    {
        if (Run("node", [script, program, $"{seconds}"]) is not var (text, _) || text.Split('\n').LastOrDefault(line => line.StartsWith('{')) is not { } last)
        {
            return null;
        }

        var told = JsonDocument.Parse(last).RootElement;
        var points = Number(HighsPrimal().Match(text));
        return new(told.GetProperty("milliseconds").GetDouble(), points, Number(HighsDual().Match(text)));
    }

    private static double? Number(Match match) =>
        match.Success && double.TryParse(match.Groups["number"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static (string Text, double Milliseconds)? Run(string command, string[] arguments)
    {
        try
        {
            var watch = Stopwatch.StartNew();
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (text, watch.Elapsed.TotalMilliseconds);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^Objective value:\s+(?<number>\S+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CbcObjective();

    [GeneratedRegex(@"^(Upper|Lower) bound:\s+(?<number>\S+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CbcBound();

    [GeneratedRegex(@"^\s*Primal bound\s+(?<number>\S+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HighsPrimal();

    [GeneratedRegex(@"^\s*Dual bound\s+(?<number>\S+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HighsDual();
}
