using System.CommandLine;
using System.Text.Json;
using Gw2Optimizer.Combat.Squads;
using Gw2Optimizer.Solvers.Squads;

namespace Gw2Optimizer.Cli.Commands;

/// <summary><c>synergy</c>: what two specializations gain by standing in one subgroup.</summary>
internal static class SynergyCommand
{
    public static Command Create()
    {
        var first = new Argument<string>("first") { Description = "[profession/]specialization[:role[:build]]." };
        var second = new Argument<string>("second") { Description = "The other one, written likewise." };
        var mode = new Option<string>("--mode") { Description = "Game mode.", DefaultValueFactory = _ => "zerg" };
        var explain = new Option<bool>("--explain") { Description = "Say what the pair gains by, and what goes to waste." };
        var json = new Option<bool>("--json") { Description = "Print JSON instead of a table." };
        var command = new Command("synergy", "What two specializations gain by standing together, 0 to 10.") { first, second, mode, explain, json };
        command.SetAction(parsed =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            try
            {
                var pair = (First: SquadWords.Selector(parsed.GetValue(first)!), Second: SquadWords.Selector(parsed.GetValue(second)!));
                if (Synergy.Of(parsed.GetValue(mode)!, pair.First, pair.Second, out var problems) is { } synergy)
                {
                    Tell(output, synergy, parsed.GetValue(json), parsed.GetValue(explain));
                    return 0;
                }

                error.WriteLine(string.Join(Environment.NewLine, problems.Select(problem => $"{problem.Field}: {problem.Message}")));
            }
            catch (FormatException malformed)
            {
                error.WriteLine(malformed.Message);
            }

            return 1;
        });
        return command;
    }

    private static void Tell(TextWriter output, Synergy synergy, bool json, bool explain)
    {
        var shared = synergy.SharedBoons.Select(boon => boon.Name()).ToArray();
        var gaps = synergy.Gaps.Select(gap => gap.Name()).ToArray();
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(
                new { score = synergy.Score, first = synergy.First.Id, second = synergy.Second.Id, shared_boons = shared, gaps, strengths = synergy.Strengths, weaknesses = synergy.Weaknesses },
                JsonOptions));
            return;
        }

        output.WriteLine($"{synergy.First.Title} {synergy.First.Role} and {synergy.Second.Title} {synergy.Second.Role}: {synergy.Score:F2} of 10");
        output.WriteLine($"Both give: {string.Join(", ", shared)}");
        output.WriteLine($"Still missing: {string.Join(", ", gaps)}");
        if (explain)
        {
            output.WriteLine($"Strengths: {string.Join("; ", synergy.Strengths)}");
            output.WriteLine($"Weaknesses: {string.Join("; ", synergy.Weaknesses)}");
        }
    }

    private static readonly JsonSerializerOptions JsonOptions = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
