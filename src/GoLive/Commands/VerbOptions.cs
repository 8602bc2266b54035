using System.CommandLine;

namespace GoLive.Commands;

/// <summary>Options that more than one verb takes.</summary>
internal static class VerbOptions
{
    public static Option<bool> Drill { get; } = new("--drill") { Description = "Rehearse: shorter times, and players of its own. The evidence is marked, and opens no door to production." };

    public static Option<string?> Sign { get; } = new("--sign") { Description = "Sign the decision with this name, once the evidence is sealed." };

    public static Option<string?> Watch { get; } = new("--watch") { Description = "For how long to watch, such as 45m." };

    public static Option<int?> Players { get; } = new("--players") { Description = "How many players of its own play meanwhile (0 where there are real ones; 8 in a drill)." };
}
