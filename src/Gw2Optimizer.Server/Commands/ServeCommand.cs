using System.CommandLine;
using Gw2Optimizer.Server.Configuration;
using Gw2Optimizer.Server.Storage;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Gw2Optimizer.Server.Commands;

/// <summary><c>serve</c>: runs the server until it is told to end.</summary>
internal static partial class ServeCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("serve", "Run the server (the default).");
        command.SetAction((_, cancellation) => RunAsync(context, cancellation));
        return command;
    }

    public static Task<int> RunAsync(CommandContext context, CancellationToken cancellation) => context.WithSettingsAsync(async settings =>
    {
        try
        {
            await using var app = await ServerApp.BuildAsync(settings, TimeProvider.System, context.Output);
            await app.StartAsync(cancellation);
            Announce(app, settings, context.Errors);
            await app.WaitForShutdownAsync(cancellation);
            return ExitCodes.Ok;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await context.Errors.WriteLineAsync($"{e.Message} Another program has the port; choose others with PORT and WEB_PORT.");
            return ExitCodes.Failed;
        }
    });

    private static void Announce(WebApplication app, Settings settings, TextWriter people)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(ServeCommand));
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Started(log, settings.Environment, string.Join(' ', addresses));
        if (settings.IsProduction)
        {
            if (settings.Database is DatabaseTarget.Sqlite)
            {
                OnSqlite(log);
            }

            return;
        }

        // To the other stream than the log's, which programs read.
        people.WriteLine($"""

            GW2Optimizer is running ({settings.Environment.ToString().ToLowerInvariant()}).
              page     http://localhost:{settings.WebPort}
              API      http://localhost:{settings.Port}/api/v1
              metrics  http://localhost:{settings.Port}/metrics
              data     {app.Services.GetRequiredService<IDatabaseEngine>().Location}
            Stop it with Ctrl+C.

            """);
    }

    [LoggerMessage(LogLevel.Information, "Serving {Environment} on {Addresses}.")]
    private static partial void Started(ILogger log, DeploymentEnvironment environment, string addresses);

    [LoggerMessage(LogLevel.Warning, "Production runs on a SQLite file: one node, and backups are yours to make.")]
    private static partial void OnSqlite(ILogger log);
}
