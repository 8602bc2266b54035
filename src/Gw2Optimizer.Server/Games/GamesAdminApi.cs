using GameSessions.Games;
using GameSessions.Hosting.Games;
using GameSessions.Hosting.Nodes;
using GameSessions.Lobby;
using GameSessions.Wire;
using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Docs;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Games;

/// <summary>What operators may see and say.</summary>
internal static class GamesAdminApi
{
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

    private static async Task<IResult> FindAsync(string id, SessionNode node)
    {
        if (!GameId.TryParse(id, null, out var gameId) || await node.Directory.FindAsync(gameId) is not { } game)
        {
            return GameAnswers.NoSuchGame();
        }

        var sessions = await node.FindSessionsAsync(gameId);
        return GameAnswers.Json(new
        {
            game.Id,
            game.Kind,
            game.Status,
            game.Head,
            Floor = await node.FindFloorAsync(gameId),
            Sessions = sessions.Select(session => new
            {
                UserId = session.Player,
                Seat = game.SeatOf(session.Player),
                session.LastAck,
                Backlog = game.Head - session.LastAck,
                Connected = node.Registry.IsConnected(gameId, session.Player),
                session.LastHeartbeatAt,
                session.ExpiresAt,
            }),
            Hosts = new[] { node.Id.Value },
        });
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
