using Gw2Optimizer.Cli.Commands;

namespace Gw2Optimizer.Cli.Tests;

/// <summary>One call of the command, as a player makes it.</summary>
internal sealed record Run(int ExitCode, string Output, string Error)
{
    public static async Task<Run> Of(params string[] arguments)
    {
        var root = OptimizerCommand.Create();
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await root.Parse(arguments).InvokeAsync(new() { Output = output, Error = error }, TestContext.Current.CancellationToken);
        return new(exitCode, output.ToString().Trim(), error.ToString().Trim());
    }
}
