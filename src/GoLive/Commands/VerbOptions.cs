using System.CommandLine;
using GoLive.Gates;
using GoLive.Verbs;

namespace GoLive.Commands;

/// <summary>Options that more than one verb takes.</summary>
internal static class VerbOptions
{
    public static Option<bool> Drill { get; } = new("--drill") { Description = "Rehearse: shorter times, and players of its own. The evidence is marked, and opens no door to production." };

    public static Option<string?> Sign { get; } = new("--sign") { Description = "Sign the decision with this name, once the evidence is sealed." };

    public static Option<string?> Watch { get; } = new("--watch") { Description = "For how long to watch, such as 45m." };

    private const int DrillPlayers = 8;
    private const int PlayersMax = 1_000;

    public static Option<int?> Players { get; } = new("--players") { Description = "How many players of its own play meanwhile (0 where there are real ones; 8 in a drill)." };

    /// <summary>Never shorter than the file of thresholds says, but in a drill.</summary>
    /// <exception cref="UsageException">It is shorter, or no duration.</exception>
    public static TimeSpan ReadWatch(Settings settings, ParseResult parsed, TimeSpan least, TimeSpan drill)
    {
        try
        {
            var watch = parsed.GetValue(Watch) is { } said ? Durations.Parse(said) : settings.Drill ? drill : least;
            return settings.Drill || watch >= least ? watch : throw new UsageException($"{Durations.Text(watch)} is too short: {Durations.Text(least)} is the least.", "--drill rehearses in less.");
        }
        catch (FormatException e)
        {
            throw new UsageException(e.Message);
        }
    }

    /// <exception cref="UsageException">A number that cannot be.</exception>
    public static int ReadPlayers(Settings settings, ParseResult parsed) => (parsed.GetValue(Players) ?? (settings.Drill ? DrillPlayers : 0)) is var players and >= 0 and <= PlayersMax
        ? players
        : throw new UsageException($"--players is 0 to {PlayersMax}.");
}
