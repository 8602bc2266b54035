using Gw2Optimizer.Server.Commands;

namespace Gw2Optimizer.Server.Tests.Commands;

/// <summary>The command line with a data folder of its own.</summary>
internal sealed class Verbs(params (string Name, string Value)[] always) : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("gw2optimizer-").FullName;

    /// <summary>Without <c>DATABASE_URL</c>: a test says which database it means.</summary>
    public static IReadOnlyList<(string Name, string Value)> Production { get; } =
        [("ENVIRONMENT", "PRODUCTION"), ("SECRET_KEY", "kP3v9Xq2LmZ8tRw5YnB7cJd4FhG6sAeU"), ("REDIS_URL", "redis://localhost:6379")];

    public async Task<(int Code, string Output, string Errors)> RunAsync(string[] args, params (string Name, string Value)[] variables)
    {
        var environment = new Dictionary<string, string> { ["DATA_DIR"] = Folder };
        foreach (var (name, value) in always.Concat(variables))
        {
            environment[name] = value;
        }

        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var code = await ServerCommands.RunAsync(args, new CommandContext(environment, TextReader.Null, output, errors));
        return (code, output.ToString(), errors.ToString());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
