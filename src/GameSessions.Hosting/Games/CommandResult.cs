using GameSessions.Games;

namespace GameSessions.Hosting.Games;

/// <summary>How a command ended.</summary>
public abstract record CommandResult
{
    private CommandResult() { }

    /// <summary>Its events are stored, now or by an earlier try.</summary>
    /// <param name="Sequence">The first event it caused; 0 where it changed nothing.</param>
    /// <param name="Game">The game after it.</param>
    public sealed record Accepted(long Sequence, int Count, Game Game) : CommandResult;

    public sealed record Refused(Refusal Refusal) : CommandResult;

    /// <summary>Its socket is no longer the session's; it ends, and the answer is for the later one to ask for.</summary>
    public sealed record Superseded : CommandResult;

    public sealed record NoSuchGame : CommandResult;
}
