using System.CommandLine;
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
            var location = await DatabaseStart.UseAsync(settings.Database, async engine =>
            {
                await engine.MigrateAsync();
                return engine.Location;
            });
            await context.Output.WriteLineAsync($"Migrated: {location}");
            return ExitCodes.Ok;
        }));
        return command;
    }
}
