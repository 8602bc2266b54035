using GameSessions.Games;
using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Storage;

namespace Gw2Optimizer.Server.Practice;

/// <summary>Whom the practice opponent plays as: an account like any other, but that nobody can sign in to it.</summary>
internal static class PracticeAccount
{
    private const string IdText = "00000000-0000-4000-8000-000000000001";

    /// <summary>What a new game's <c>opponent</c> says to be played against it.</summary>
    public const string Word = "practice";

    public static UserId Id { get; } = UserId.Parse(IdText);

    public static PlayerId Player { get; } = new(IdText);

    /// <summary>Under the second name where a player has the first one already.</summary>
    public static Migration Migration { get; } = new("accounts", 2, $"""
        INSERT INTO users (id, username, username_folded, created_at, last_seen_at) VALUES ('{IdText}', 'Practice', 'practice', 0, 0) ON CONFLICT DO NOTHING;
        INSERT INTO users (id, username, username_folded, created_at, last_seen_at) VALUES ('{IdText}', 'Practice_opponent', 'practice_opponent', 0, 0) ON CONFLICT DO NOTHING;
        """);

    public static bool IsMeantBy(string opponent) => string.Equals(opponent, Word, StringComparison.OrdinalIgnoreCase) || opponent == IdText;
}
