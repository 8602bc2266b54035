using System.CommandLine;
using System.Text.Json;
using System.Text.RegularExpressions;
using GoLive.Commands;

namespace GoLive.Tests;

/// <summary>The command as an operator runs it, with an evidence folder of its own.</summary>
internal sealed partial class GoLiveRun : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("golive-");
    private readonly IReadOnlyList<string> common;

    private const string Slo = "slo.yaml";

    /// <param name="variables">Written into a file of variables.</param>
    /// <param name="common">Options of every call.</param>
    public GoLiveRun(IEnumerable<(string Name, string Value)> variables, params IEnumerable<string> common)
    {
        File.WriteAllLines(VariablesFile, [.. variables.Append(("GOLIVE_KEYS", Path.Combine(folder.FullName, "keys"))).Select(one => $"{one.Item1}={one.Item2}")]);
        this.common = [.. common, "--env-file", VariablesFile, "--evidence", Evidence, "--slo", Path.Combine(AppContext.BaseDirectory, Slo)];
    }

    /// <summary>Thresholds that every machine meets, however busy: for what is tried of the way and not of the speed.</summary>
    public IReadOnlyList<string> Lenient
    {
        get
        {
            var file = Path.Combine(folder.FullName, Slo);
            File.WriteAllText(file, Bound().Replace(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, Slo)), match => match.Groups["end"].Value == "max" ? "max: 1000000" : "min: 0"));
            return ["--slo", file];
        }
    }

    public string Evidence => Path.Combine(folder.FullName, "evidence");

    public string VariablesFile => Path.Combine(folder.FullName, "golive.env");

    public Task<GoLiveResult> RunAsync(params IEnumerable<string> arguments) => RunUntilAsync(TestContext.Current.CancellationToken, arguments);

    /// <param name="interrupt">As Ctrl+C.</param>
    public async Task<GoLiveResult> RunUntilAsync(CancellationToken interrupt, params IEnumerable<string> arguments)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var exit = await GoLiveCommand.RunAsync([.. arguments, .. arguments.Contains("--slo") ? common.SkipLast(2) : common, "--json"], new InvocationConfiguration { Output = output, Error = errors }, interrupt);
        return new GoLiveResult(exit, $"{output}", $"{errors}");
    }

    [GeneratedRegex(@"\b(?<end>max|min): [\d.]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Bound();

    public void Dispose() => folder.Delete(recursive: true);
}

internal sealed record GoLiveResult(int ExitCode, string Output, string Errors)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Output);

    public string? Decision => Json.GetProperty("decision").GetString();

    /// <summary>Names of the gates that did not hold.</summary>
    public IReadOnlyList<string> Broken => [.. Json.GetProperty("gates").EnumerateArray().Where(gate => gate.GetProperty("outcome").GetString() != "pass").Select(gate => gate.GetProperty("name").GetString()!)];

    /// <summary>How a step ended; null where it was not reached.</summary>
    public string? OutcomeOf(string step) => Json.GetProperty("steps").EnumerateArray().Where(one => one.GetProperty("name").GetString() == step).Select(one => one.GetProperty("outcome").GetString()).SingleOrDefault();

    /// <summary>What went wrong, without what did not.</summary>
    public override string ToString() => Output.StartsWith('{') && Json.TryGetProperty("outcome", out _)
        ? $"exit {ExitCode}, {Errors}{string.Join('\n', Json.GetProperty("steps").EnumerateArray().Concat(Json.GetProperty("gates").EnumerateArray()).Where(one => one.GetProperty("outcome").GetString() is "fail" or "unknown"))}"
        : $"exit {ExitCode}, {Output}{Errors}";
}
