using System.CommandLine;
using Dapper;
using Gw2Optimizer.Server.Storage;

namespace Gw2Optimizer.Server.Commands;

/// <summary><c>check-db</c>: asks the database for a 1.</summary>
internal static class CheckDatabaseCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("check-db", "Ask the database for a 1; prints 'DB OK: 1'.");
        command.SetAction(_ => context.WithSettingsAsync(async settings =>
        {
            var one = await DatabaseStart.UseAsync(settings.Database, engine => engine.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT 1")));
            await context.Output.WriteLineAsync($"DB OK: {one}");
            return ExitCodes.Ok;
        }));
        return command;
    }
}
