using GameSessions.Games;

namespace GameSessions.Hosting.Sessions;

/// <summary>What a client asked for when it opened a socket, before anything is checked but the signature of its access token.</summary>
/// <param name="Channel">Null where the path is none of a channel's.</param>
/// <param name="ResumeToken">As it came; decides alone where it is present.</param>
/// <param name="Player">Whom a valid access token names; null without one.</param>
/// <param name="GameId">As it came.</param>
/// <param name="From">Where the client says it stands, as it came.</param>
/// <param name="Epoch">Which log the client says it knows.</param>
/// <param name="ClientAddress">What upgrades are counted by where no player is known.</param>
/// <param name="IsStillSignedIn">Asks once more whether the access token is good; null without one.</param>
/// <param name="IsOwn">The client is a part of this server, which needs no protection from it: it may open sockets as many and as often as it likes.</param>
public sealed record UpgradeRequest(
    Channel? Channel,
    string? ResumeToken = null,
    PlayerId? Player = null,
    string? GameId = null,
    string? From = null,
    string? Epoch = null,
    string ClientAddress = "",
    Func<Task<bool>>? IsStillSignedIn = null,
    bool IsOwn = false);

/// <summary>The three kinds of socket; each path serves one. The last two are the player's inboxes.</summary>
public enum Channel
{
    Game,
    Notifications,
    Matchmaking,
}
