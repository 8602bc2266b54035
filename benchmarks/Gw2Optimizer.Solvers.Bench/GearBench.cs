using System.CommandLine;

namespace Gw2Optimizer.Solvers.Bench;

/// <summary>The exact gear solver. Prints tables in Markdown.</summary>
internal static class GearBench
{
    public static Command Command()
    {
        var rounds = new Option<int>("--rounds") { Description = "Times that each case is solved, after as many to warm up.", DefaultValueFactory = _ => 15 };
        var seconds = new Option<double>("--seconds") { Description = "After which a search is cancelled and tells its gap.", DefaultValueFactory = _ => 2 };
        var command = new Command("gear", "The recorded cases, all prefixes with and without floors, and ten thousand upgrade sets.") { rounds, seconds };
        command.SetAction(parsed =>
        {
            RecordedCases.Print(parsed.GetValue(rounds));
            AllPrefixes.Print(TimeSpan.FromSeconds(parsed.GetValue(seconds)));
            UpgradeSets.Print();
        });
        return command;
    }
}
