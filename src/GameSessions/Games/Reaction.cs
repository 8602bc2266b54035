using GameSessions.Log;

namespace GameSessions.Games;

/// <summary>
/// What an event does to another game. It is stored with the event as still to be done, and sent until it is done; the command's id is
/// made of the event's game and sequence, so that it is done once however often it is sent.
/// </summary>
/// <param name="Creation">How the target is made where there is none yet.</param>
public sealed record Reaction(GameId Target, ServerCommand Command, GameCreation? Creation = null)
{
    /// <summary>The id of the command by which an event acts.</summary>
    public static CommandId IdOf(GameId source, long sequence) => new($"{source}:{sequence}");
}
