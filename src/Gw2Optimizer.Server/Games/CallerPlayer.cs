using GameSessions.Games;
using Gw2Optimizer.Server.Accounts;

namespace Gw2Optimizer.Server.Games;

internal static class CallerPlayer
{
    /// <summary>Who calls a route that requires a sign-in, as the engine knows the account.</summary>
    public static PlayerId Player(this HttpContext http) => new(http.RequiredSignIn().UserId.ToString());
}
