using GameSessions.Wire;

namespace GameSessions.Client.Sessions;

/// <summary>What follows from a frame.</summary>
/// <param name="News">For the owner, in order.</param>
/// <param name="Answer">To send at once, before the owner hears anything.</param>
/// <param name="Rest">How long nothing but answers may be sent.</param>
/// <param name="Broken">The socket cannot be trusted any more.</param>
internal sealed record Step(IReadOnlyList<ClientNews> News, ClientFrame? Answer = null, TimeSpan? Rest = null, bool Broken = false)
{
    public static Step Nothing { get; } = new([]);
}
