using GameSessions.Games;

namespace GameSessions.Lobby;

/// <summary>A player's two inboxes, by name. They exist without being made; each is stored with its first event.</summary>
public static class InboxId
{
    private const string NotificationsPrefix = "notifications:";
    private const string MatchmakingPrefix = "matchmaking:";

    public static GameId Notifications(PlayerId owner) => new(NotificationsPrefix + owner);

    public static GameId Matchmaking(PlayerId owner) => new(MatchmakingPrefix + owner);

    public static bool IsNotifications(GameId game) => game.Value.StartsWith(NotificationsPrefix, StringComparison.Ordinal);

    public static bool IsMatchmaking(GameId game) => game.Value.StartsWith(MatchmakingPrefix, StringComparison.Ordinal);

    /// <summary>Whose inbox this is; null where it is another game.</summary>
    public static PlayerId? OwnerOf(GameId game) =>
        IsNotifications(game) ? new PlayerId(game.Value[NotificationsPrefix.Length..])
        : IsMatchmaking(game) ? new PlayerId(game.Value[MatchmakingPrefix.Length..])
        : null;
}
