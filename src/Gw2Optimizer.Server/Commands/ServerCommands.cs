using System.CommandLine;
using System.CommandLine.Invocation;
using Gw2Optimizer.Importer;

namespace Gw2Optimizer.Server.Commands;

/// <summary>The command line: a verb a file, <c>serve</c> where none is said.</summary>
internal static class ServerCommands
{
    public static async Task<int> RunAsync(string[] args, CommandContext context)
    {
        var root = new RootCommand("GW2Optimizer's server. Settings are environment variables; .env.production.example lists them.")
        {
            ServeCommand.Create(context),
            SeedCommand.Create(context),
            CreateAdminCommand.Create(context),
            MigrateCommand.Create(context),
            CheckDatabaseCommand.Create(context),
            CheckRedisCommand.Create(context),
            CatalogueCommand.Create(),
        };
        root.SetAction((_, cancellation) => ServeCommand.RunAsync(context, cancellation));

        // No time limit of the parser's: the server drains by its own when it is told to end.
        var parsed = root.Parse(args);
        var code = await parsed.InvokeAsync(new InvocationConfiguration { Output = context.Output, Error = context.Errors, ProcessTerminationTimeout = null });
        return parsed.Action is ParseErrorAction ? ExitCodes.Usage : code;
    }
}
