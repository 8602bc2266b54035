using System.CommandLine;
using System.Text.Json;
using GoLive.Commands;

namespace GoLive.Tests;

/// <summary>The command as an operator runs it, with an evidence folder of its own.</summary>
internal sealed class GoLiveRun : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("golive-");
    private readonly IReadOnlyList<string> common;

    /// <param name="variables">Written into a file of variables.</param>
    /// <param name="common">Options of every call.</param>
    public GoLiveRun(IEnumerable<(string Name, string Value)> variables, params IEnumerable<string> common)
    {
        File.WriteAllLines(VariablesFile, [.. variables.Append(("GOLIVE_KEYS", Path.Combine(folder.FullName, "keys"))).Select(one => $"{one.Item1}={one.Item2}")]);
        this.common = [.. common, "--env-file", VariablesFile, "--evidence", Evidence, "--slo", Path.Combine(AppContext.BaseDirectory, "slo.yaml")];
    }

    public string Evidence => Path.Combine(folder.FullName, "evidence");

    public string VariablesFile => Path.Combine(folder.FullName, "golive.env");

    public async Task<GoLiveResult> RunAsync(params IEnumerable<string> arguments)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var exit = await GoLiveCommand.Create().Parse([.. arguments, .. common, "--json"]).InvokeAsync(new InvocationConfiguration { Output = output, Error = errors }, TestContext.Current.CancellationToken);
        return new GoLiveResult(exit, $"{output}", $"{errors}");
    }

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

    public override string ToString() => $"exit {ExitCode}\n{Output}\n{Errors}";
}
