using GameSessions.Hosting.Nodes;
using GameSessions.Simulation.World;

namespace GameSessions.Simulation;

/// <summary>The bugs that can be planted, each with a seed whose history is known to find it.</summary>
internal static class Bugs
{
    public static IReadOnlyList<Bug> All { get; } =
    [
        new("send-before-commit", 1, plan => plan with { Planted = new PlantedBugs { SendBeforeCommit = true } }),
        new("live-before-replay", 1, plan => plan with { Planted = new PlantedBugs { LiveBeforeReplay = true } }),
        new("ack-beyond-head", 2, plan => plan with { Planted = new PlantedBugs { AckBeyondHead = true } }),
        new("flag-by-stale-deadline", 2, plan => plan with { Planted = new PlantedBugs { FlagByStaleDeadline = true } }),
        new("feed-ignored", 2, plan => plan with { Planted = new PlantedBugs { FeedIgnored = true } }),
        new("take-over-forgotten", 4, plan => plan with { Planted = new PlantedBugs { TakeOverForgotten = true } }),
        new("outages-forgotten", 1, plan => plan with { Planted = new PlantedBugs { OutagesForgotten = true } }),
        new("early-frames-lost", 2, plan => plan with { Planted = new PlantedBugs { EarlyFramesLost = true } }),
        new("append-without-expected-head", 1, plan => plan with { StoreBugs = new SimBugs { AppendWithoutExpectedHead = true } }),
        new("commands-forgotten", 1, plan => plan with { StoreBugs = new SimBugs { CommandsForgotten = true } }),
        new("token-burnt-by-lost-handshake", 1, plan => plan with { StoreBugs = new SimBugs { TokenBurntByLostHandshake = true } }),
        new("ack-lowered", 195, plan => plan with { StoreBugs = new SimBugs { AckLowered = true } }),
    ];
}

/// <param name="Seed">The first seed that found it.</param>
internal sealed record Bug(string Name, ulong Seed, Func<Plan, Plan> Plant);
