using GameSessions.Games;

namespace Gw2Optimizer.Rooms.Squads;

/// <summary>What the server's solver found for a <c>compose</c>. Closed.</summary>
public abstract record ComposeFindings
{
    private ComposeFindings() { }

    /// <param name="Slots">What is to be played in slots that were free.</param>
    public sealed record Filled(IReadOnlyList<SquadSlot> Slots) : ComposeFindings;

    /// <summary>There is no such squad, or the constraints are wrong.</summary>
    public sealed record Refused(Refusal Refusal) : ComposeFindings;
}
