using GameSessions.Games;

namespace GameSessions.Client.Sockets;

/// <summary>What a socket is opened with. Exactly one of the tokens is set.</summary>
/// <param name="Path">For example <c>/ws/game</c>.</param>
/// <param name="From">The sequence at which the client stands; null where it stands nowhere yet.</param>
/// <param name="Epoch">The incarnation of the log that <paramref name="From"/> counts in.</param>
public sealed record ConnectRequest(string Path, GameId? GameId, string? AccessToken, string? ResumeToken, long? From, string? Epoch)
{
    /// <summary>Without the tokens: a request may be logged, a token may not.</summary>
    public override string ToString() => $"{Path} gameId={GameId} from={From} epoch={Epoch} by {(ResumeToken is null ? "access" : "resume")} token";
}
