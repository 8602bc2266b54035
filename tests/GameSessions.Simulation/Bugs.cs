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
        new("ack-beyond-head", 11, plan => plan with { Planted = new PlantedBugs { AckBeyondHead = true } }),
        new("flag-by-stale-deadline", 57, plan => plan with { Planted = new PlantedBugs { FlagByStaleDeadline = true } }),
        new("feed-ignored", 2, plan => plan with { Planted = new PlantedBugs { FeedIgnored = true } }),
        new("take-over-forgotten", 7, plan => plan with { Planted = new PlantedBugs { TakeOverForgotten = true } }),
        new("outages-forgotten", 3, plan => plan with { Planted = new PlantedBugs { OutagesForgotten = true } }),
        new("early-frames-lost", 2, plan => plan with { Planted = new PlantedBugs { EarlyFramesLost = true } }),
        new("append-without-expected-head", 1, plan => plan with { StoreBugs = new SimBugs { AppendWithoutExpectedHead = true } }),
        new("commands-forgotten", 1, plan => plan with { StoreBugs = new SimBugs { CommandsForgotten = true } }),
        new("token-burnt-by-lost-handshake", 22, plan => plan with { StoreBugs = new SimBugs { TokenBurntByLostHandshake = true } }),
        new("ack-lowered", 1, plan => plan with { StoreBugs = new SimBugs { AckLowered = true } }),
        new("countdown-instead-of-function", 32, plan => plan with { Planted = new PlantedBugs { Countdown = true } }),
        new("outcome-guessed", 3, plan => plan with { Planted = new PlantedBugs { OutcomeGuessed = true } }),
        new("held-events-lost", 2, plan => plan with { Planted = new PlantedBugs { HeldEventsLost = true } }),
        new("replay-skips-first", 1, plan => plan with { Planted = new PlantedBugs { ReplaySkipsFirst = true } }),
        new("hidden-shown", 1, plan => plan with { Planted = new PlantedBugs { HiddenShown = true } }),
        new("any-frame-proves", 1, plan => plan with { Planted = new PlantedBugs { AnyFrameProves = true } }),
        new("stale-rulings", 27, plan => plan with { Planted = new PlantedBugs { StaleRulings = true } }),
        new("fences-forgotten", 2102, plan => plan with { StoreBugs = new SimBugs { FencesForgotten = true } }),
        new("repeats-forgotten", 3, plan => plan with { StoreBugs = new SimBugs { RepeatsForgotten = true } }),
        new("floor-over-sessions", 2, plan => plan with { StoreBugs = new SimBugs { FloorOverSessions = true } }),
        new("reaction-lost", 29, plan => plan with { StoreBugs = new SimBugs { ReactionsForgotten = true } }),
        new("reaction-done-twice", 27, plan => plan with { StoreBugs = new SimBugs { ReactionIdsForgotten = true } }),
        new("forks-forgotten", 1, plan => plan with { StoreBugs = new SimBugs { ForksForgotten = true } }),
        new("cache-believed", 2, plan => plan with { Planted = new PlantedBugs { CacheBelieved = true } }),
        new("credit-given-twice", 1, plan => plan with { StoreBugs = new SimBugs { CreditedTwice = true } }),
    ];
}

/// <param name="Seed">The first seed that found it.</param>
internal sealed record Bug(string Name, ulong Seed, Func<Plan, Plan> Plant);
