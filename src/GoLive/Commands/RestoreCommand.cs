using System.CommandLine;
using GoLive.Backups;

namespace GoLive.Commands;

/// <summary><c>golive restore FILE</c>.</summary>
internal static class RestoreCommand
{
    private static readonly Argument<string> File = new("FILE") { Description = "The backup; its manifest lies beside it." };

    private static readonly Option<string?> Confirm = new("--confirm") { Description = "The database's name, for scripts; it is asked for otherwise." };

    private static readonly Option<bool> Force = new("--force") { Description = "End the connections of servers that still run. On SQLite: take a damaged file, of which it cannot be told, as unused." };

    public static Command Create() => VerbCommand.Create(
        "restore",
        "Replace the database by a backup, for real: restored beside it, compared with its manifest, and swapped in; the one before is kept. Run it as the server's user.",
        [File, Confirm, Force],
        (settings, parsed) => new RestoreVerb(BackupTargets.Of(settings.Variables), settings, parsed.GetValue(File)!, parsed.GetValue(Confirm), parsed.GetValue(Force)));
}
