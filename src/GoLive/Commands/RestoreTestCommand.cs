using System.CommandLine;
using GoLive.Backups;

namespace GoLive.Commands;

/// <summary><c>golive restore-test</c>.</summary>
internal static class RestoreTestCommand
{
    private static readonly Option<string?> File = new("--file") { Description = "The backup to test (default: the newest in BACKUP_DIR)." };

    public static Command Create() => VerbCommand.Create(
        "restore-test",
        $"Restore a backup into a scratch database (BACKUP_TEST_DATABASE, default {BackupSettings.DefaultTestDatabase}), compare it with its manifest, and drop it.",
        [File],
        (settings, parsed) => new RestoreTestVerb(BackupTargets.Of(settings.Variables), BackupSettings.Read(settings.Variables), settings, parsed.GetValue(File)));
}
