namespace GameSessions.Games;

/// <summary>What rules answer to a command: events that now have happened, or the reason why not.</summary>
public abstract record Decision
{
    private Decision() { }

    public static Decision Accept(params IReadOnlyList<GameEvent> events) => new Accepted(events);

    public static implicit operator Decision(Refusal refusal) => new Refused(refusal);

    /// <summary>Events, in order; none where nothing changes.</summary>
    public sealed record Accepted(IReadOnlyList<GameEvent> Events) : Decision;

    public sealed record Refused(Refusal Refusal) : Decision;
}
