using GameSessions.Games;
using GameSessions.Log;
using GameSessions.Wire;

namespace GameSessions.Lobby;

/// <summary>Whoever a seat of a new game is kept for is told so.</summary>
internal static class Invitation
{
    public static IEnumerable<Reaction> For(GameId game, GameCreation creation) =>
        from guest in creation.Seats.Select(holder => holder.KeptFor).OfType<PlayerId>()
        select new Reaction(
            InboxId.Notifications(guest),
            new Notify(new Notified("invitation", "Invitation", $"A seat is kept for you in a {creation.Kind}.", RawJson.From(new { gameId = game }))));
}
