using GameSessions.Games;
using GameSessions.Hosting.Games;
using GameSessions.Hosting.Nodes;
using GameSessions.Lobby;
using GameSessions.Log;
using GameSessions.Wire;
using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Games;

/// <summary>Making, joining and looking at games. Playing is for the sockets.</summary>
internal static class GamesApi
{
    private const int EventsMax = 500;
    private const int EventsDefault = 100;
    private const int GamesMax = 100;
    private const int GamesDefault = 50;

    public static void MapGamesApi(this RouteGroupBuilder api)
    {
        api.MapPost("/games", CreateAsync).RequireSignIn();
        api.MapGet("/games", ListAsync).RequireSignIn();
        api.MapGet("/games/{id}", FindAsync).RequireSignIn();
        api.MapPost("/games/{id}/join", JoinAsync).RequireSignIn();
        api.MapGet("/games/{id}/events", ReadEventsAsync).RequireSignIn();
    }

    private static async Task<IResult> CreateAsync(HttpContext http, SessionNode node, Users users, GameAnswers answers)
    {
        var body = await JsonBody.ReadAsync(http);
        if (body.Refusal is { } unreadable)
        {
            return unreadable;
        }

        var caller = http.Player();
        if (await NewGame.ReadAsync(body.Fields, node, users, caller) is not { } wish)
        {
            return body.Fields.Refusal!;
        }

        if (await OpenGames.RefuseAnotherAsync(caller, node) is { } full)
        {
            return full;
        }

        return await node.Directory.CreateAsync(wish.Creation, new Join(caller, wish.Seat)) switch
        {
            CommandResult.Accepted accepted => await answers.AnswerAsync(accepted.Game, caller, StatusCodes.Status201Created),
            var other => GameAnswers.Refusal(other),
        };
    }

    private static async Task<IResult> JoinAsync(string id, HttpContext http, SessionNode node, GameAnswers answers)
    {
        var body = await JsonBody.ReadOptionalAsync(http);
        if (body.Refusal is { } unreadable)
        {
            return unreadable;
        }

        var seat = SeatField.Read(body.Fields);
        if (body.Fields.Refusal is { } invalid)
        {
            return invalid;
        }

        if (!GameId.TryParse(id, null, out var game))
        {
            return GameAnswers.NoSuchGame();
        }

        var caller = http.Player();
        if (await node.Directory.FindAsync(game) is not { } found || node.FindRules(found.Kind) is null)
        {
            return GameAnswers.NoSuchGame();
        }

        if (seat is { } asked && found.Seats.All(holder => holder.Seat != asked))
        {
            return ApiError.Invalid(new Dictionary<string, string> { ["seat"] = SeatField.Fault(found.Seats) });
        }

        if (found.SeatOf(caller) is null && await OpenGames.RefuseAnotherAsync(caller, node) is { } full)
        {
            return full;
        }

        return await node.Directory.JoinAsync(game, new Join(caller, seat)) switch
        {
            CommandResult.Accepted accepted => await answers.AnswerAsync(accepted.Game, caller),
            var other => GameAnswers.Refusal(other),
        };
    }

    private static async Task<IResult> FindAsync(string id, HttpContext http, SessionNode node, GameAnswers answers) =>
        await VisibleAsync(id, http.Player(), node) is { } game ? await answers.AnswerAsync(game, http.Player()) : GameAnswers.NoSuchGame();

    private static async Task<IResult> ListAsync(HttpContext http, SessionNode node, GameAnswers answers)
    {
        if (!QueryNumbers.TryRead(http, [("skip", 0, 0, int.MaxValue), ("limit", GamesDefault, 1, GamesMax)], out var numbers, out var refusal))
        {
            return refusal;
        }

        var caller = http.Player();
        var games = new List<Game>();
        foreach (var id in await node.EventLog.FindSeatedAsync(caller, InboxRules.Name, numbers[0], numbers[1]))
        {
            try
            {
                if (await node.Directory.FindAsync(id) is { } game)
                {
                    games.Add(game);
                }
            }
            catch (Exception e) when (e is DamagedLogException or KeyNotFoundException)
            {
                // The engine has logged it; one game that cannot be read must not hide the others.
            }
        }

        return GameAnswers.Json(await answers.DescribeAsync(games, caller));
    }

    private static async Task<IResult> ReadEventsAsync(string id, HttpContext http, SessionNode node)
    {
        if (!QueryNumbers.TryRead(http, [("after", 0, 0, int.MaxValue), ("limit", EventsDefault, 1, EventsMax)], out var numbers, out var refusal))
        {
            return refusal;
        }

        var caller = http.Player();
        if (await VisibleAsync(id, caller, node) is not { } game)
        {
            return GameAnswers.NoSuchGame();
        }

        var page = await node.EventLog.ReadAsync(game.Id, numbers[0], numbers[1]);
        return GameAnswers.Json(page.Select(recorded => WireEvent.For(game.Id, recorded, game.SeatOf(caller), caller)));
    }

    /// <summary>Null where there is no such game, or none that the caller may see: both look alike.</summary>
    private static async Task<Game?> VisibleAsync(string id, PlayerId caller, SessionNode node) =>
        GameId.TryParse(id, null, out var gameId)
        && await node.Directory.FindAsync(gameId) is { } game
        && game.IsOpenTo(node.RulesOf(game.Kind), caller)
            ? game
            : null;
}
