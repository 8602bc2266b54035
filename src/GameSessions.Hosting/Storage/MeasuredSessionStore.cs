using GameSessions.Games;

namespace GameSessions.Hosting.Storage;

/// <summary>Sessions whose look-ups and writes are measured.</summary>
internal sealed class MeasuredSessionStore(ISessionStore sessions, StoreMetrics metrics) : ISessionStore
{
    public Task<SessionKey?> FindByTokenAsync(TokenHash token, long now) => metrics.MeasureAsync("session_by_id", sessions.FindByTokenAsync(token, now));

    public Task<OpenedSession?> OpenAsync(SessionKey session, TokenHash? presented, TokenHash issued, long now, long expiresAt, string? epoch = null) =>
        metrics.MeasureAsync("upsert_session", sessions.OpenAsync(session, presented, issued, now, expiresAt, epoch));

    public Task ProveAsync(SessionKey session, TokenHash token) => sessions.ProveAsync(session, token);

    public Task<IReadOnlyList<long>> AckAsync(IReadOnlyList<Ack> acks) => metrics.MeasureAsync("ack", sessions.AckAsync(acks));

    public Task CloseAsync(SessionKey session, long generation, long now, long expiresAt) => sessions.CloseAsync(session, generation, now, expiresAt);

    public Task TouchAsync(SessionKey session, long now, long expiresAt) => sessions.TouchAsync(session, now, expiresAt);

    public Task<IReadOnlyList<(SessionKey Session, long Generation)>> RevokeAsync(PlayerId player) => sessions.RevokeAsync(player);

    public Task<IReadOnlyList<StoredSession>> FindSessionsAsync(GameId game) => metrics.MeasureAsync("session_by_game_user", sessions.FindSessionsAsync(game));

    public Task<IReadOnlyList<long>> FindFloorsAsync(IReadOnlyList<GameId> games) => metrics.MeasureAsync("prune", sessions.FindFloorsAsync(games));
}
