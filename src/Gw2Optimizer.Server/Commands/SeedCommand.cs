using System.CommandLine;
using System.Security.Cryptography;
using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Accounts.Passwords;
using Gw2Optimizer.Server.Accounts.SignIns;
using Gw2Optimizer.Server.Accounts.Tokens;
using Gw2Optimizer.Server.Configuration;

namespace Gw2Optimizer.Server.Commands;

/// <summary><c>seed --users N</c>: users to play with, and a token for each.</summary>
internal static class SeedCommand
{
    public const int UsersMax = 100_000;

    /// <summary>Made at once: enough to share a flush of the disk, few enough to find a connection soon.</summary>
    private const int UsersAtOnce = 64;

    public static Command Create(CommandContext context)
    {
        var users = new Option<int>("--users") { Description = "How many users: seed1, seed2, ...", Required = true };
        users.Validators.Add(option =>
        {
            if (option.GetValueOrDefault<int>() is < 1 or > UsersMax)
            {
                option.AddError($"--users must be from 1 to {UsersMax}.");
            }
        });
        var command = new Command("seed", "Make users for trying things out and print '<userId> <access token>' for each. Not in production.") { users };
        command.SetAction(parsed => context.WithSettingsAsync(settings => RunAsync(context, settings, parsed.GetValue(users))));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, Settings settings, int count)
    {
        if (settings.IsProduction)
        {
            await context.Errors.WriteLineAsync("seed is refused in production: it would print tokens of real accounts.");
            return ExitCodes.Usage;
        }

        await using var app = await ServerApp.BuildAsync(settings, TimeProvider.System, TextWriter.Null);
        var users = app.Services.GetRequiredService<Users>();
        var signIns = app.Services.GetRequiredService<SignInRegister>();
        var tokens = app.Services.GetRequiredService<TokenWriter>();

        // Nobody learns the password, so all of them can share its hash and the tenth of a second that it costs.
        var hash = await app.Services.GetRequiredService<PasswordHashes>().HashAsync(RandomNumberGenerator.GetHexString(64));
        foreach (var numbers in Enumerable.Range(1, count).Chunk(UsersAtOnce))
        {
            foreach (var line in await Task.WhenAll(numbers.Select(LineAsync)))
            {
                await context.Output.WriteLineAsync(line);
            }
        }

        return ExitCodes.Ok;

        async Task<string> LineAsync(int number)
        {
            var signIn = await signIns.StartAsync(await FindOrMakeAsync(users, number, hash));
            return $"{signIn.UserId} {tokens.Write(signIn).AccessToken}";
        }
    }

    private static async Task<UserId> FindOrMakeAsync(Users users, int number, string hash)
    {
        var name = $"seed{number}";
        var user = await users.FindByNameAsync(name)
            ?? (await users.RegisterAsync(new Registration($"{name}@seed.invalid", name, ""), hash, guest: null) as RegisterOutcome.Registered)?.User
            ?? throw new InvalidOperationException($"{name} cannot be made: its e-mail address has another account.");
        return UserId.Parse(user.Id);
    }
}
