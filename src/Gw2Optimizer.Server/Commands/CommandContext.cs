using GameSessions.Hosting.Storage;
using Gw2Optimizer.Server.Configuration;
using Gw2Optimizer.Server.Storage;

namespace Gw2Optimizer.Server.Commands;

/// <summary>What a verb is run with.</summary>
/// <param name="Environment">The variables of the process, over which no file wins.</param>
internal sealed record CommandContext(IReadOnlyDictionary<string, string> Environment, TextReader Input, TextWriter Output, TextWriter Errors)
{
    /// <summary>Runs <paramref name="verb"/> with the settings, or names on the error stream everything that is wrong with them.</summary>
    public async Task<int> WithSettingsAsync(Func<Settings, Task<int>> verb)
    {
        Variables variables;
        try
        {
            variables = new Variables(EnvironmentFile.Under(Environment));
        }
        catch (IOException e)
        {
            await Errors.WriteLineAsync($"Not started. {e.Message}");
            return ExitCodes.Usage;
        }

        var settings = SettingsReader.Read(variables);
        if (variables.Problems.Count == 0)
        {
            return await RunAsync(verb, settings);
        }

        await Errors.WriteLineAsync("Not started:");
        foreach (var problem in variables.Problems)
        {
            await Errors.WriteLineAsync($"  {problem}");
        }

        return ExitCodes.Usage;
    }

    private async Task<int> RunAsync(Func<Settings, Task<int>> verb, Settings settings)
    {
        try
        {
            return await verb(settings);
        }
        catch (Exception e) when (e is StorageUnavailableException or OldSchemaException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            await Errors.WriteLineAsync(e.Message);
            return ExitCodes.Failed;
        }
    }
}
