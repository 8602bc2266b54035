namespace GoLive.Gates;

/// <summary>Something that the system must keep to.</summary>
/// <param name="Name">Such as <c>reconnect_p95</c>.</param>
/// <param name="What">For people.</param>
/// <param name="Goal">What is aimed at; the others are where a verb or an alert says so.</param>
internal sealed record Slo(string Name, string What, string Unit, Measure Measure, Bound? Goal, Bound? Staging, Bound? Canary)
{
    public IReadOnlyList<Alert> Alerts { get; init; } = [];
}

/// <summary>The shares of players that get the switch, and for how long they are watched at least.</summary>
/// <param name="Percents">Both ends of what may be chosen, or the steps to take.</param>
internal sealed record RolloutPlan(IReadOnlyList<int> Percents, TimeSpan Watch);
