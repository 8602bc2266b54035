using GameSessions.Games;
using GameSessions.Hosting.Games;
using GameSessions.Hosting.Nodes;
using GameSessions.Lobby;
using GameSessions.Log;
using GameSessions.Wire;
using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Docs;
using Gw2Optimizer.Server.Practice;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Games;

/// <summary>Making, joining and looking at games. Playing is for the sockets.</summary>
internal static class GamesApi
{
    private const string Tag = "Games";
    private const int EventsMax = 500;
    private const int EventsDefault = 100;
    private const int GamesMax = 100;
    private const int GamesDefault = 50;

    public static void MapGamesApi(this RouteGroupBuilder api)
    {
        api.MapPost("/games", CreateAsync).RequireSignIn()
            .Told(Tag, "Makes a game and takes a seat in it. The opponent of a draft may be `practice`: the server's own, who begins at once.")
            .TakesJson(
                Field.Choice("kind", "draft", "squad"),
                TimeControlField.Described,
                Field.AnyObject("options", "{}").Optional(),
                Field.Text("seat", 1, SeatField.CharactersMax, "blue").Optional(),
                Field.Text("opponent", 1, NewGame.NameCharactersMax, "testuser").Optional())
            .Answers(201, GameExamples.Game).Refuses(409, ErrorCodes.Quota);
        api.MapGet("/games", ListAsync).RequireSignIn()
            .Told(Tag, "The caller's games, newest first.")
            .Asks(Field.Whole("skip", 0, int.MaxValue, 0).Optional()).Asks(Field.Whole("limit", 1, GamesMax, GamesDefault).Optional())
            .Answers(200, $"[{GameExamples.Game}]");
        api.MapGet("/games/{id}", FindAsync).RequireSignIn()
            .Told(Tag, "A game as the caller may see it.").Answers(200, GameExamples.Game).Refuses(404, ErrorCodes.GameNotFound);
        api.MapPost("/games/{id}/join", JoinAsync).RequireSignIn()
            .Told(Tag, "Takes a seat.")
            .TakesOptionalJson(Field.Text("seat", 1, SeatField.CharactersMax, "red").Optional())
            .Answers(200, GameExamples.Game).Refuses(404, ErrorCodes.GameNotFound).Refuses(409, ErrorCodes.Quota).Refuses(409, "GAME_FULL");
        api.MapGet("/games/{id}/events", ReadEventsAsync).RequireSignIn()
            .Told(Tag, "The log of a game as the caller may see it.")
            .Asks(Field.Whole("after", 0, int.MaxValue, 0).Optional()).Asks(Field.Whole("limit", 1, EventsMax, EventsDefault).Optional())
            .Answers(200, """[{"gameId":"5b1e4a0c-5d0b-4f3e-9a63-2f7f0e1c9d10","sequence":1,"type":"joined"}]""").Refuses(404, ErrorCodes.GameNotFound);
    }

    private static async Task<IResult> CreateAsync(HttpContext http, SessionNode node, Users users, PracticeOpponent practice, GameAnswers answers)
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

        var made = wish.Practice
            ? await practice.BeginAsync(wish.Creation, caller, wish.Seat)
            : await node.Directory.CreateAsync(wish.Creation, new Join(caller, wish.Seat));
        return made switch
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
