using System.CommandLine;
using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Accounts.Passwords;
using Gw2Optimizer.Server.Configuration;

namespace Gw2Optimizer.Server.Commands;

/// <summary><c>create-admin</c>: the first superuser. The password comes from <c>ADMIN_PASSWORD</c> or the input, never from the command line, which others can list.</summary>
internal static class CreateAdminCommand
{
    private const string PasswordVariable = "ADMIN_PASSWORD";

    public static Command Create(CommandContext context)
    {
        var email = new Option<string>("--email") { Required = true };
        var username = new Option<string>("--username") { Required = true };
        var command = new Command("create-admin", $"Make a superuser; its password is read from {PasswordVariable} or from the input.") { email, username };
        command.SetAction(parsed => context.WithSettingsAsync(settings => RunAsync(context, settings, parsed.GetValue(email)!, parsed.GetValue(username)!)));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, Settings settings, string email, string username)
    {
        var password = context.Environment.GetValueOrDefault(PasswordVariable) ?? await context.Input.ReadLineAsync() ?? "";
        var wish = new Registration(email, username, password);
        if (wish.Fault() is { } fault)
        {
            await context.Errors.WriteLineAsync(fault);
            return ExitCodes.Usage;
        }

        await using var app = await ServerApp.BuildAsync(settings, TimeProvider.System, TextWriter.Null);
        var hash = await app.Services.GetRequiredService<PasswordHashes>().HashAsync(password);
        var outcome = await app.Services.GetRequiredService<Users>().RegisterAsync(wish, hash, guest: null, superuser: true);
        if (outcome is not RegisterOutcome.Registered made)
        {
            await context.Errors.WriteLineAsync(outcome is RegisterOutcome.EmailTaken ? "This e-mail address has an account." : "This name is taken.");
            return ExitCodes.Failed;
        }

        await context.Output.WriteLineAsync($"{made.User.Id} {made.User.Username}");
        return ExitCodes.Ok;
    }
}
