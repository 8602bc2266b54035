using GameSessions.Games;
using GameSessions.Hosting.Storage;

namespace GameSessions.Hosting.InMemory;

/// <summary>One session in memory: its newest and its last proven token, its ack, its handshakes and its end.</summary>
internal sealed class SessionRow
{
    private TokenHash? newest;
    private TokenHash? proven;
    private long expiresAt;
    private long lastHeartbeatAt;

    public long LastAck { get; private set; }

    public long Generation { get; private set; }

    public bool IsOnline { get; private set; }

    public bool IsOnlineAt(long now) => IsOnline && lastHeartbeatAt > now - Limits.PresenceMs;

    /// <returns>Whether it was the socket of the last handshake.</returns>
    public bool Close(long generation, long now, long expiry)
    {
        Touch(now, expiry);
        var isLast = IsOnline && generation == Generation;
        IsOnline &= !isLast;
        return isLast;
    }

    public SessionRow Copy() => (SessionRow)MemberwiseClone();

    public bool Accepts(TokenHash token, long now) => now < expiresAt && (token == newest || token == proven);

    /// <returns>False where a token was presented that opens nothing.</returns>
    public bool TryOpen(TokenHash? presented, TokenHash issued, long now, long expiry)
    {
        if (presented is { } token)
        {
            if (!Accepts(token, now))
            {
                return false;
            }

            proven = token;
        }
        else if (now >= expiresAt)
        {
            // An access token reopens an expired session; it must not bring the dead token back to life.
            proven = null;
        }

        newest = issued;
        expiresAt = expiry;
        lastHeartbeatAt = Math.Max(lastHeartbeatAt, now);
        Generation++;
        IsOnline = true;
        return true;
    }

    public void Prove(TokenHash token)
    {
        if (token == newest)
        {
            proven = token;
        }
    }

    public long Ack(long sequence) => LastAck = Math.Max(LastAck, sequence);

    /// <summary>Touches may arrive out of order; a late one takes no life away.</summary>
    public void Touch(long now, long expiry)
    {
        lastHeartbeatAt = Math.Max(lastHeartbeatAt, now);
        expiresAt = Math.Max(expiresAt, expiry);
    }

    public StoredSession Describe(PlayerId player) => new(player, LastAck, lastHeartbeatAt, expiresAt);

    public void Revoke()
    {
        newest = proven = null;
        Generation++;
    }
}
