using System.CommandLine;

namespace GoLive.Commands;

/// <summary><c>golive</c> and its verbs.</summary>
internal static class GoLiveCommand
{
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
