using System.CommandLine;
using System.Text.Json;
using Gw2Optimizer.Solvers.Squads;

namespace Gw2Optimizer.Cli.Commands;

/// <summary><c>squad</c>: the best squad for a game mode, a size, a pool and wishes.</summary>
internal static class SquadCommand
{
    public static Command Create()
    {
        var mode = new Option<string>("--mode") { Description = "Game mode: zerg, raid_guild, roaming, raid, strike, fractal, open_world, spvp.", DefaultValueFactory = _ => "zerg" };
        var size = new Option<int>("--size") { Description = "Players, 1 to 50.", DefaultValueFactory = _ => 5 };
        var pool = new Option<string[]>("--pool") { Description = "Only these may come: [profession/]specialization[:role[:build]][*copies]. Repeatable." };
        var locked = new Option<string[]>("--locked") { Description = "These come for certain, written like --pool; *count players. Repeatable." };
        var role = new Option<string[]>("--role") { Description = "At least so many of a role, as strip=2. Repeatable." };
        var avoid = new Option<string[]>("--avoid") { Description = "A specialization or profession that shall not come. Repeatable." };
        var limit = new Option<string[]>("--limit") { Description = "At most so many, written like --pool with *max. Repeatable." };
        var request = new Option<FileInfo>("--request") { Description = "Read the request as JSON, as the API takes it, from this file instead." }.AcceptExistingOnly();
        var explain = new Option<bool>("--explain") { Description = "Say why each member is there, what is missing, and every term of the score." };
        var json = new Option<bool>("--json") { Description = "Print JSON instead of a table." };
        var steps = new Option<long?>("--steps") { Description = "Placements that the search may weigh; without it as many as take about a second." };
        var writeLp = new Option<FileInfo>("--write-lp") { Description = "Write the same question as a mixed integer program in LP format to this file." };
        var command = new Command("squad", "The best squad there is, with its proof or its bound.") { mode, size, pool, locked, role, avoid, limit, request, explain, json, steps, writeLp };
        command.SetAction((parsed, cancellation) =>
        {
            var output = new SquadOutput(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, parsed.GetValue(json), parsed.GetValue(explain));
            SquadRequest asked;
            try
            {
                asked = parsed.GetValue(request) is { } file
                    ? SquadRequestJson.Read(File.ReadAllText(file.FullName))
                    : SquadWords.Request(
                        parsed.GetValue(mode)!, parsed.GetValue(size), parsed.GetValue(pool), parsed.GetValue(locked), parsed.GetValue(role), parsed.GetValue(avoid), parsed.GetValue(limit));
            }
            catch (Exception malformed) when (malformed is FormatException or JsonException)
            {
                return Task.FromResult(output.Refuse(malformed.Message));
            }

            asked = parsed.GetValue(steps) is { } most ? asked with { Steps = most } : asked;
            return Task.FromResult(Run(asked, output, parsed.GetValue(writeLp), cancellation));
        });
        return command;
    }

    private static int Run(SquadRequest request, SquadOutput output, FileInfo? lp, CancellationToken cancellation)
    {
        if (lp is not null && SquadLpFile.Write(request, out _) is { } program)
        {
            File.WriteAllText(lp.FullName, program);
        }

        return output.Tell(SquadSolver.Solve(request, output.Progress, cancellation));
    }
}
