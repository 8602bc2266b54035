using System.Security.Cryptography;
using System.Text;
using GameSessions.Hosting.Storage;

namespace GameSessions.Simulation.Checks;

/// <summary>Knows which resume tokens are good by the protocol's rule alone: the newest, and the last one that was proven.</summary>
internal sealed class TokenAudit(Auditor auditor)
{
    private readonly Dictionary<SessionKey, (TokenHash Newest, TokenHash? Proven)> sessions = [];
    private readonly Dictionary<TokenHash, long> generations = [];
    private readonly HashSet<TokenHash> answered = [];

    public Dictionary<SessionKey, (TokenHash Newest, TokenHash? Proven)> BackUp() => new(sessions);

    public void Restore(Dictionary<SessionKey, (TokenHash Newest, TokenHash? Proven)> backup)
    {
        sessions.Clear();
        foreach (var (session, tokens) in backup)
        {
            sessions.Add(session, tokens);
        }
    }

    /// <summary>Which handshake of its session issued a token.</summary>
    public long GenerationOf(string token) => generations[Hash(token)];

    /// <summary>A client has answered the ping that follows the replay on the socket which brought it this token.</summary>
    public void Answered(string token) => answered.Add(Hash(token));

    public void Opened(SessionKey session, TokenHash? presented, TokenHash issued, OpenedSession? opened)
    {
        var isKnown = sessions.TryGetValue(session, out var tokens);
        var isGood = presented is null || (isKnown && (presented == tokens.Newest || presented == tokens.Proven));
        if (isGood != opened is not null)
        {
            auditor.Fail($"a resume token of {session.Player} was {(isGood ? "refused though it is good" : "taken though it is not")}");
        }

        if (isGood)
        {
            sessions[session] = (issued, presented ?? tokens.Proven);
            generations[issued] = opened?.Generation ?? 0;
        }
    }

    public void Proven(SessionKey session, TokenHash token)
    {
        if (!answered.Contains(token))
        {
            auditor.Fail($"a token of {session.Player} counts as proven, though nobody has answered the ping that asks for it");
        }

        if (sessions.TryGetValue(session, out var tokens) && tokens.Newest == token)
        {
            sessions[session] = (token, token);
        }
    }

    private static TokenHash Hash(string token) => new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))));
}
