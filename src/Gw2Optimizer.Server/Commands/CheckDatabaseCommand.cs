using System.CommandLine;
using Dapper;
using GameSessions.Storage.Sqlite;

namespace Gw2Optimizer.Server.Commands;

/// <summary><c>check-db</c>: asks the database for a 1.</summary>
internal static class CheckDatabaseCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("check-db", "Ask the database for a 1; prints 'DB OK: 1'.");
        command.SetAction(_ => context.WithSettingsAsync(async settings =>
        {
            await using var file = SqliteFile.Open(settings.DatabasePath, []);
            await context.Output.WriteLineAsync($"DB OK: {file.Read(connection => connection.ExecuteScalar<long>("SELECT 1"))}");
            return ExitCodes.Ok;
        }));
        return command;
    }
}
