using GameSessions.Games;

namespace GameSessions.Hosting.Storage;

/// <summary>The SHA-256 of a resume token, in hexadecimal; the token itself is never stored.</summary>
public readonly record struct TokenHash(string Value);

/// <summary>
/// Sessions: the pair (game, player) with its two token hashes, its ack and its last sign of life. Every method may throw
/// <see cref="StorageUnavailableException"/>. Instants are ms since the epoch of the store's clock.
/// </summary>
public interface ISessionStore
{
    /// <summary>The session that a token belongs to, as newest or proven; null where it does not, or the session has expired.</summary>
    Task<SessionKey?> FindByTokenAsync(TokenHash token, long now);

    /// <summary>
    /// Opens a session in one step: checks the presented token again, makes the issued one the newest, and counts the generation up. Resuming
    /// with the newest token proves it. Null where the presented token is no longer the newest nor the proven one, or has expired.
    /// </summary>
    /// <param name="presented">Null where the player came with an access token.</param>
    /// <param name="expiresAt">When the session expires unless it shows life again.</param>
    /// <param name="epoch">The incarnation of the log that the session is to be opened on; null: any.</param>
    /// <exception cref="LogForkedException">The log is of another incarnation, in which handshakes are counted anew; nothing was opened.</exception>
    Task<OpenedSession?> OpenAsync(SessionKey session, TokenHash? presented, TokenHash issued, long now, long expiresAt, string? epoch = null);

    /// <summary>The client has shown that it holds this token: if it is still the newest, any older one is dead.</summary>
    Task ProveAsync(SessionKey session, TokenHash token);

    /// <summary>Raises stored acks, none beyond its game's head, and never lowers one: all of these, or none where it throws.</summary>
    /// <returns>The stored ack of each, in order; 0 where there is no such session.</returns>
    Task<IReadOnlyList<long>> AckAsync(IReadOnlyList<Ack> acks);

    /// <summary>
    /// A session's socket is closed, and that is its last sign of life. If it was the socket of the last handshake, the player is not there any more, and other
    /// nodes learn of it.
    /// </summary>
    Task CloseAsync(SessionKey session, long generation, long now, long expiresAt);

    /// <summary>Notes life at <paramref name="now"/>.</summary>
    Task TouchAsync(SessionKey session, long now, long expiresAt);

    /// <summary>Ends every resume token of a player and counts each session's generation up; other nodes learn of it.</summary>
    /// <returns>The sessions with their new generations: sockets of earlier ones must end.</returns>
    Task<IReadOnlyList<(SessionKey Session, long Generation)>> RevokeAsync(PlayerId player);

    /// <summary>The sessions of a game, by player.</summary>
    Task<IReadOnlyList<StoredSession>> FindSessionsAsync(GameId game);

    /// <summary>The lowest stored ack over the seated players of each game, in order; a seat without a session counts as 0.</summary>
    Task<IReadOnlyList<long>> FindFloorsAsync(IReadOnlyList<GameId> games);
}

/// <summary>A player says to have every event of a game up to <paramref name="Sequence"/>.</summary>
public readonly record struct Ack(SessionKey Session, long Sequence);

public readonly record struct SessionKey(GameId Game, PlayerId Player);

/// <param name="IsNew">There was no such session before.</param>
/// <param name="LastAck">The stored ack.</param>
/// <param name="Generation">Counts the handshakes of this session; the highest has the right to the socket.</param>
/// <param name="Head">The head of its game; 0 where that has no event.</param>
public sealed record OpenedSession(bool IsNew, long LastAck, long Generation, long Head = 0)
{
    /// <summary>
    /// The sessions of the game that have a socket on some node, each with its generation, as far as that is known: of a node that died nobody has heard that its sockets are closed, and they
    /// count as open for <see cref="Limits.PresenceMs"/> after their last sign of life. Empty where only one process uses the store.
    /// </summary>
    public IReadOnlyList<(PlayerId Player, long Generation)> Online { get; init; } = [];
}

/// <param name="LastHeartbeatAt">The last stored sign of life.</param>
/// <param name="ExpiresAt">When the session expires unless it shows life again.</param>
public sealed record StoredSession(PlayerId Player, long LastAck, long LastHeartbeatAt, long ExpiresAt);
