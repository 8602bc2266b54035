using Dapper;
using GameSessions.Games;
using GameSessions.Hosting.Games;
using GameSessions.Hosting.Nodes;
using GameSessions.Lobby;
using GameSessions.Wire;
using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Docs;
using Gw2Optimizer.Server.Storage;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Games;

/// <summary>What operators may see and say.</summary>
internal static class GamesAdminApi
{
    private const int GamesMax = 50;
    private const int EventsMax = 500;
    private const int EventsDefault = 100;
    private const int IdCharactersMax = 80;
    private const int KindCharactersMax = 64;
    private const int TitleCharactersMax = 200;
    private const int MessageCharactersMax = 2_000;
    private const int DataCharactersMax = 8_192;

    public static void MapGamesAdminApi(this RouteGroupBuilder api)
    {
        api.MapGet("/admin/games/{id}", FindAsync).RequireSuperuser()
            .Told("Operations", "Where a game stands: its log, and each session's acknowledgement.")
            .Answers(200, """{"id":"5b1e4a0c-5d0b-4f3e-9a63-2f7f0e1c9d10","kind":"draft","status":"running","head":12,"floor":8,"sessions":[],"hosts":["node-1"]}""")
            .Refuses(404, ErrorCodes.GameNotFound);
        api.MapGet("/admin/games", ListAsync).RequireSuperuser()
            .Told("Operations", $"Where the games stand that are not over: the newest {GamesMax}.")
            .Answers(200, """[{"id":"5b1e4a0c-5d0b-4f3e-9a63-2f7f0e1c9d10","kind":"draft","status":"running","head":12,"floor":8,"sessions":[],"hosts":["node-1"]}]""");
        api.MapGet("/admin/games/{id}/events", ReadEventsAsync).RequireSuperuser()
            .Told("Operations", "The log of a game, with what some seats may not see.")
            .Asks(Field.Whole("after", 0, int.MaxValue, 0).Optional()).Asks(Field.Whole("limit", 1, EventsMax, EventsDefault).Optional())
            .Answers(200, """[{"sequence":1,"type":"joined","data":{"seat":"blue"},"userId":null,"at":1763785800000,"audience":null}]""").Refuses(404, ErrorCodes.GameNotFound);
        api.MapPost("/admin/notifications", NotifyAsync).RequireSuperuser()
            .Told("Operations", "Puts a notice into a user's inbox.")
            .TakesJson(
                Field.Formatted("userId", "uuid", "0d2f9a52-8f0e-4b5f-9a38-0f6f7f2b8f11"),
                Field.Text("kind", 1, KindCharactersMax, "maintenance"),
                Field.Text("title", 1, TitleCharactersMax, "Tonight"),
                Field.Text("message", 1, MessageCharactersMax, "The servers restart at 22:00 UTC."),
                Field.AnyObject("data", "{}").Optional())
            .Answers(201, """{"gameId":"notifications:0d2f9a52-8f0e-4b5f-9a38-0f6f7f2b8f11","sequence":3}""").Refuses(404, ErrorCodes.NotFound);
    }

    private static async Task<IResult> FindAsync(string id, SessionNode node) =>
        GameId.TryParse(id, null, out var gameId) && await node.Directory.FindAsync(gameId) is { } game
            ? GameAnswers.Json(await DescribeAsync(game, node))
            : GameAnswers.NoSuchGame();

    private static async Task<IResult> ListAsync(SessionNode node, Database database)
    {
        var ids = await database.ReadAsync(connection => connection.QueryAsync<string>(
            "SELECT id FROM games WHERE status <> 'finished' AND kind NOT IN (@inbox, @queue) ORDER BY created_at DESC, id LIMIT @max",
            new { inbox = InboxRules.Name, queue = QueueRules.Name, max = GamesMax }));
        var games = new List<object>();
        foreach (var id in ids)
        {
            if (await node.Directory.FindAsync(new GameId(id)) is { } game)
            {
                games.Add(await DescribeAsync(game, node));
            }
        }

        return GameAnswers.Json(games);
    }

    private static async Task<IResult> ReadEventsAsync(string id, HttpContext http, SessionNode node)
    {
        if (!QueryNumbers.TryRead(http, [("after", 0, 0, int.MaxValue), ("limit", EventsDefault, 1, EventsMax)], out var numbers, out var refusal))
        {
            return refusal;
        }

        if (!GameId.TryParse(id, null, out var game) || await node.Directory.FindAsync(game) is null)
        {
            return GameAnswers.NoSuchGame();
        }

        var page = await node.EventLog.ReadAsync(game, numbers[0], numbers[1]);
        return GameAnswers.Json(page.Select(recorded => new { recorded.Sequence, recorded.Type, recorded.Data, UserId = recorded.Player, recorded.At, recorded.Audience }));
    }

    private static async Task<object> DescribeAsync(Game game, SessionNode node)
    {
        var sessions = await node.FindSessionsAsync(game.Id);
        return new
        {
            game.Id,
            game.Kind,
            game.Status,
            game.Head,
            Floor = await node.FindFloorAsync(game.Id),
            Sessions = sessions.Select(session => new
            {
                UserId = session.Player,
                Seat = game.SeatOf(session.Player),
                session.LastAck,
                Backlog = game.Head - session.LastAck,
                Connected = node.Registry.IsConnected(game.Id, session.Player),
                session.LastHeartbeatAt,
                session.ExpiresAt,
            }),
            Hosts = new[] { node.Id.Value },
        };
    }

    private static async Task<IResult> NotifyAsync(HttpContext http, SessionNode node, Users users)
    {
        var body = await JsonBody.ReadAsync(http);
        if (body.Refusal is { } unreadable)
        {
            return unreadable;
        }

        var recipient = body.Fields.RequiredText("userId", 1, IdCharactersMax);
        var notice = new Notified(
            body.Fields.RequiredText("kind", 1, KindCharactersMax),
            body.Fields.RequiredText("title", 1, TitleCharactersMax),
            body.Fields.RequiredText("message", 1, MessageCharactersMax),
            body.Fields.OptionalObject("data", DataCharactersMax) is { } data ? new RawJson(data.GetRawText()) : RawJson.EmptyObject);
        if (body.Fields.Refusal is { } invalid)
        {
            return invalid;
        }

        if (!UserId.TryParse(recipient, provider: null, out var user) || await users.FindAsync(user) is null)
        {
            return ApiError.NotFound(detail: "There is no such user.");
        }

        var inbox = new PlayerId(user.ToString());
        return await node.Lobby.NotifyAsync(inbox, notice) switch
        {
            CommandResult.Accepted accepted => GameAnswers.Json(new { GameId = InboxId.Notifications(inbox), accepted.Sequence }, StatusCodes.Status201Created),
            var other => GameAnswers.Refusal(other),
        };
    }
}
