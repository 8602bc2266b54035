using System.CommandLine;
using System.CommandLine.Invocation;

namespace GoLive.Commands;

/// <summary><c>golive</c> and its verbs.</summary>
internal static class GoLiveCommand
{
    /// <returns>The exit code, of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, InvocationConfiguration console, CancellationToken cancellation = default)
    {
        var parsed = Create().Parse(arguments);
        if (parsed.Action is not ParseErrorAction)
        {
            return await parsed.InvokeAsync(console, cancellation);
        }

        // Standard output is for reports, and the parser's own code is 1.
        console.Output = console.Error;
        await parsed.InvokeAsync(console, cancellation);
        return ExitCodes.Usage;
    }

    public static RootCommand Create()
    {
        var root = new RootCommand("Going to production, step by step: measures, judges, acts, and leaves evidence. Exit 0: pass, 1: fail, 2: usage, 3: could not tell.")
        {
            PreflightCommand.Create(),
            SmokeCommand.Create(),
            ValidateCommand.Create(),
            CanaryCommand.Create(),
            RolloutCommand.Create(),
            RollbackCommand.Create(),
            UatCommand.Create(),
            ReportCommand.Create(),
            AnnounceCommand.Create(),
            SignCommand.Create(),
            SecretsCommand.Create(),
            BackupCommand.Create(),
            RestoreTestCommand.Create(),
            RestoreCommand.Create(),
            MonitoringCommand.Create(),
        };
        foreach (var option in CommonOptions.All)
        {
            root.Add(option);
        }

        return root;
    }
}
