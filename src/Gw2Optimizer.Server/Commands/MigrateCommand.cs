using System.CommandLine;
using GameSessions.Storage.Sqlite;
using Gw2Optimizer.Server.Storage;

namespace Gw2Optimizer.Server.Commands;

/// <summary><c>migrate</c>: brings the database to this release's schema.</summary>
internal static class MigrateCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("migrate", "Bring the database to this release's schema.");
        command.SetAction(_ => context.WithSettingsAsync(async settings =>
        {
            await using var file = SqliteFile.Open(settings.DatabasePath, DatabaseFeature.Migrations);
            await context.Output.WriteLineAsync($"Migrated: {file.Path}");
            return ExitCodes.Ok;
        }));
        return command;
    }
}
