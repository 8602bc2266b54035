using GameSessions.Games;
using GameSessions.Hosting.Games;
using GameSessions.Hosting.Nodes;
using GameSessions.Wire;
using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Games;

/// <summary>Games as the API tells them: like the sockets, in camelCase, and never more than the caller's seat may see.</summary>
internal sealed class GameAnswers(SessionNode node, Users users)
{
    public async Task<IResult> AnswerAsync(Game game, PlayerId caller, int status = StatusCodes.Status200OK) => Json((await DescribeAsync([game], caller))[0], status);

    public static IResult Json<T>(T value, int status = StatusCodes.Status200OK) => Results.Json(value, WireJson.Options, statusCode: status);

    public async Task<IReadOnlyList<GameAnswer>> DescribeAsync(IReadOnlyList<Game> games, PlayerId caller)
    {
        var names = await users.FindNamesAsync([.. games.SelectMany(game => game.Seats).Select(holder => AccountOf(holder.Player)).OfType<UserId>().Distinct()]);
        return [.. games.Select(game => Describe(game, caller, names))];
    }
    public static ApiError NoSuchGame() => ApiError.NotFound(ErrorCodes.GameNotFound, "There is no such game.");

    /// <summary>Why a game did not take a command.</summary>
    public static ApiError Refusal(CommandResult result) => result switch
    {
        CommandResult.Refused { Refusal.Retryable: true } => ApiError.Unavailable(),
        CommandResult.Refused { Refusal: var refusal } => ApiError.Conflict(refusal.Code, refusal.Message),
        _ => NoSuchGame(),
    };

    private static UserId? AccountOf(PlayerId? player) => UserId.TryParse(player?.Value, provider: null, out var id) ? id : null;

    private GameAnswer Describe(Game game, PlayerId caller, IReadOnlyDictionary<UserId, string> names) => new(
        game.Id,
        game.Kind,
        game.Status,
        [.. game.Seats.Select(holder => new SeatAnswer(holder.Seat, holder.Player, AccountOf(holder.Player) is { } id ? names.GetValueOrDefault(id) : null))],
        game.Head,
        GameTimer.Of(game, node.Clock.Estimate),
        game.ViewFor(node.RulesOf(game.Kind), game.SeatOf(caller)),
        game.Options,
        game.CreatedAt);
}

/// <param name="Timer">Null for a kind without a clock.</param>
/// <param name="State">As the caller may see it.</param>
/// <param name="CreatedAt">In ms since the epoch, like every instant of a game.</param>
internal sealed record GameAnswer(
    GameId Id, string Kind, GameStatus Status, IReadOnlyList<SeatAnswer> Seats, long Head, GameTimer? Timer, RawJson State, RawJson Options, long CreatedAt);

internal sealed record SeatAnswer(Seat Seat, PlayerId? UserId, string? Username);
