using System.CommandLine;
using Gw2Optimizer.Server.Configuration;
using Gw2Optimizer.Server.Observability.Health;

namespace Gw2Optimizer.Server.Commands;

/// <summary><c>check-redis</c>: asks every Redis that is configured for a PONG.</summary>
internal static class CheckRedisCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static Command Create(CommandContext context)
    {
        var command = new Command("check-redis", "Ask Redis for a PONG; prints 'Redis OK'.");
        command.SetAction(_ => context.WithSettingsAsync(settings => RunAsync(context, settings)));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, Settings settings)
    {
        if (settings.RedisServers.Count == 0)
        {
            await context.Errors.WriteLineAsync("No Redis is configured: set REDIS_URL, or SESSION_REDIS_URL for game sessions alone.");
            return ExitCodes.Usage;
        }

        using var patience = new CancellationTokenSource(Patience);
        await Task.WhenAll(settings.RedisServers.Select(server => RedisPing.AskAsync(server, patience.Token)));
        await context.Output.WriteLineAsync("Redis OK");
        return ExitCodes.Ok;
    }
}
