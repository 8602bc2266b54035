using GameSessions.Clocks;
using GameSessions.Games;
using GameSessions.Hosting.Games;
using GameSessions.Hosting.Nodes;
using GameSessions.Lobby;
using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Docs;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Games;

/// <summary>Finding an opponent. The answer tells how it stands now; what comes later comes to the matchmaking inbox.</summary>
internal static class MatchmakingApi
{
    private const string Tag = "Games";
    private const int KindCharactersMax = 64;

    public static void MapMatchmakingApi(this RouteGroupBuilder api)
    {
        api.MapPost("/matchmaking/join", JoinAsync).RequireSignIn()
            .Told(Tag, "Looks for an opponent.").TakesJson(Field.Choice("kind", "draft"), TimeControlField.Described)
            .Answers(200, GameExamples.Search).Refuses(409, ErrorCodes.Quota).Refuses(409, "ALREADY_QUEUED");
        api.MapPost("/matchmaking/leave", LeaveAsync).RequireSignIn().Told(Tag, "Looks no longer.").Answers(204);
        api.MapGet("/matchmaking", FindAsync).RequireSignIn().Told(Tag, "How the search stands.").Answers(200, GameExamples.Search);
    }

    private static async Task<IResult> JoinAsync(HttpContext http, SessionNode node)
    {
        var body = await JsonBody.ReadAsync(http);
        if (body.Refusal is { } unreadable)
        {
            return unreadable;
        }

        var kind = body.Fields.RequiredText("kind", 1, KindCharactersMax);
        TimeControl? control = null;
        if (node.FindRules(kind) is { } rules && QueueRules.CanPair(rules))
        {
            control = TimeControlField.Read(body.Fields, rules);
        }
        else
        {
            body.Fields.Refuse("kind", "Must be a kind of game for two.");
        }

        if (body.Fields.Refusal is { } invalid)
        {
            return invalid;
        }

        var player = http.Player();
        if (await node.Lobby.FindAsync(player) is { Wish: null, Match: null } && await OpenGames.RefuseAnotherAsync(player, node) is { } full)
        {
            return full;
        }

        return await node.Lobby.EnqueueAsync(player, kind, control) switch
        {
            CommandResult.Accepted => Answer(await node.Lobby.FindAsync(player)),
            var other => GameAnswers.Refusal(other),
        };
    }

    private static async Task<IResult> LeaveAsync(HttpContext http, SessionNode node)
    {
        await node.Lobby.LeaveAsync(http.Player());
        return Results.NoContent();
    }

    private static async Task<IResult> FindAsync(HttpContext http, SessionNode node) => Answer(await node.Lobby.FindAsync(http.Player()));

    private static IResult Answer(Inbox inbox) => inbox switch
    {
        { Wish: { } wish } => Answer("queued", wish, match: null),
        { Match: { } match } => Answer("matched", match.Wish, match.GameId),
        _ => GameAnswers.Json(new { Status = "idle" }),
    };

    private static IResult Answer(string status, Wish wish, GameId? match) =>
        GameAnswers.Json(new SearchAnswer(status, match, wish.Kind, wish.TimeControl, wish.Since));

    /// <param name="GameId">Null while queued.</param>
    /// <param name="Since">In ms since the epoch.</param>
    private sealed record SearchAnswer(string Status, GameId? GameId, string Kind, TimeControl? TimeControl, long Since);
}
