using System.Globalization;
using Gw2Optimizer.Rooms;
using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Accounts.SignIns;
using Gw2Optimizer.Server.Builds;
using Gw2Optimizer.Server.Docs;
using Gw2Optimizer.Server.Observability.Metrics;
using Gw2Optimizer.Server.Storage;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Teams;

/// <summary><c>/teams</c>. What a caller may not read is not there.</summary>
internal static class TeamsApi
{
    public const int TeamsMax = 100;
    public const int GuestTeamsMax = 5;
    private const string Tag = "Teams";

    private static Field NameField => Field.Text("name", 1, BuildParts.NameCharactersMax, "Reset night");

    private static Field SizeField => Field.Whole("size", 1, Team.SizeMax, 50);

    private static Field BuildIdsField => Field.List("build_ids", Team.SizeMax, Field.Formatted("id", "uuid", "5b1e4a0c-5d0b-4f3e-9a63-2f7f0e1c9d10"));

    private static IReadOnlyList<Field> Others =>
        [Field.Whole("team_size", 1, Team.SizeMax, 50).Optional(), Field.Text("description", 0, BuildForm.TextCharactersMax, "Every Friday.").Optional(), Field.Switch("is_public", example: false).Optional()];

    public static void MapTeamsApi(this RouteGroupBuilder api)
    {
        api.MapPost("/teams", CreateAsync).RequireSignIn()
            .Told(Tag, "Makes a team, with the builds that are named in its first slots.").TakesJson([NameField, BuildFields.Mode, SizeField, .. Others, BuildIdsField.Optional()])
            .Answers(201, TeamAnswer.Example).Refuses(404, ErrorCodes.BuildNotFound).Refuses(409, ErrorCodes.Quota);
        api.MapGet("/teams", ListOwnAsync).RequireSignIn().Told(Tag, "The caller's teams, newest first; X-Total-Count says how many there are.").Pages().Answers(200, $"[{TeamAnswer.Example}]");
        api.MapGet("/teams/public/all", ListPublicAsync).Told(Tag, "Everybody's public teams, newest first.").Pages().Answers(200, $"[{TeamAnswer.Example}]");
        api.MapGet("/teams/{id}", ReadAsync).Told(Tag, "A team that is public, or the caller's.").Answers(200, TeamAnswer.Example).Refuses(404, ErrorCodes.TeamNotFound);
        api.MapGet("/teams/{id}/analysis", AnalyseAsync).Told(Tag, "What a team's members give each other, what is missing, and why.")
            .Answers(200, TeamAnalysis.Example).Refuses(404, ErrorCodes.TeamNotFound);
        api.MapPut("/teams/{id}", ChangeAsync).RequireSignIn().Told(Tag, "Changes what is mentioned of a team.").TakesJson([NameField.Optional(), BuildFields.Mode.Optional(), SizeField.Optional(), .. Others])
            .Answers(200, TeamAnswer.Example).Refuses(404, ErrorCodes.TeamNotFound).Refuses(409, ErrorCodes.TeamTooSmall);
        api.MapDelete("/teams/{id}", RemoveAsync).RequireSignIn().Told(Tag, "Removes a team; its builds stay.").Answers(204).Refuses(404, ErrorCodes.TeamNotFound);
    }

    public static ApiError NoSuchTeam() => ApiError.NotFound(ErrorCodes.TeamNotFound, "There is no such team.");

    public static async Task<Team?> ReadableAsync(string id, HttpContext http, TeamStore store) =>
        await store.FindAsync(Ids.Read(id)) is { } team && team.IsReadableBy(http.SignedIn()?.UserId) ? team : null;

    private static RouteHandlerBuilder Pages(this RouteHandlerBuilder route) => route
        .Asks(Field.Whole("skip", 0, int.MaxValue, 0).Optional()).Asks(Field.Whole("limit", 1, 100, 50).Optional()).Asks(BuildFields.Mode.Optional());

    private static async Task<IResult> CreateAsync(HttpContext http, TeamStore store, FeatureMetrics metrics, TimeProvider time)
    {
        var body = await JsonBody.ReadAsync(http);
        if (body.Refusal is { } unreadable)
        {
            return unreadable;
        }

        var caller = http.RequiredSignIn();
        var team = TeamForm.ReadNew(body.Fields, caller.UserId, time.GetStoredNow());
        var builds = body.Fields.OptionalIds("build_ids", Team.SizeMax);
        if (builds.Count > team.Size)
        {
            body.Fields.Refuse("build_ids", "More than the team has slots.");
        }

        if (GuestsPublic(caller, team.IsPublic) is { } forbidden)
        {
            return forbidden;
        }

        if (body.Fields.Refusal is { } invalid)
        {
            return invalid;
        }

        var max = caller.IsGuest ? GuestTeamsMax : TeamsMax;
        switch (await store.AddAsync(team, builds, max))
        {
            case TeamOutcome.NoSuchBuild:
                return BuildsApi.NoSuchBuild();
            case TeamOutcome.QuotaReached:
                return ApiError.Conflict(ErrorCodes.Quota, $"There is room for {max} teams; remove one first.");
        }

        metrics.TeamCreated();
        return JsonAnswers.Created(TeamAnswer.For(await store.FindAsync(team.Id) ?? team, caller.UserId));
    }

    private static Task<IResult> ListOwnAsync(HttpContext http, TeamStore store) => ListAsync(http, store, http.RequiredSignIn().UserId);

    private static Task<IResult> ListPublicAsync(HttpContext http, TeamStore store) => ListAsync(http, store, owner: null);

    private static async Task<IResult> ListAsync(HttpContext http, TeamStore store, UserId? owner)
    {
        if (!QueryNumbers.TryRead(http, [("skip", 0, 0, int.MaxValue), ("limit", 50, 1, 100)], out var page, out var refusal))
        {
            return refusal;
        }

        string? mode = null;
        if (http.Request.Query.TryGetValue("game_mode", out var written) && (mode = Modes.Canonical(written.ToString())) is null)
        {
            return ApiError.Invalid(new Dictionary<string, string> { ["game_mode"] = $"Must be one of {string.Join(", ", Modes.All)}." });
        }

        var (teams, total) = await store.ListAsync(owner, mode, page[0], page[1]);
        http.Response.Headers["X-Total-Count"] = total.ToString(CultureInfo.InvariantCulture);
        return JsonAnswers.Ok(teams.Select(team => TeamAnswer.For(team, http.SignedIn()?.UserId)));
    }

    private static async Task<IResult> ReadAsync(string id, HttpContext http, TeamStore store) =>
        await ReadableAsync(id, http, store) is { } team ? JsonAnswers.Ok(TeamAnswer.For(team, http.SignedIn()?.UserId)) : NoSuchTeam();

    private static async Task<IResult> AnalyseAsync(string id, HttpContext http, TeamStore store) =>
        await ReadableAsync(id, http, store) is { } team ? JsonAnswers.Ok(TeamAnalysis.Of(team)) : NoSuchTeam();

    private static async Task<IResult> ChangeAsync(string id, HttpContext http, TeamStore store, TimeProvider time)
    {
        var body = await JsonBody.ReadAsync(http);
        if (body.Refusal is { } unreadable)
        {
            return unreadable;
        }

        var change = TeamForm.ReadChange(body.Fields, time.GetStoredNow());
        var caller = http.RequiredSignIn();
        if (GuestsPublic(caller, body.Fields.OptionalSwitch("is_public") is true) is { } forbidden)
        {
            return forbidden;
        }

        if (body.Fields.Refusal is { } invalid)
        {
            return invalid;
        }

        return await store.ChangeAsync(Ids.Read(id), caller.UserId, change) is not { } outcome ? NoSuchTeam()
            : outcome.Taken is { } taken ? ApiError.Conflict(ErrorCodes.TeamTooSmall, $"Slot {taken} is taken: make it free first.")
            : JsonAnswers.Ok(TeamAnswer.For(outcome.Team, caller.UserId));
    }

    private static async Task<IResult> RemoveAsync(string id, HttpContext http, TeamStore store) =>
        await store.RemoveAsync(Ids.Read(id), http.RequiredSignIn().UserId) ? Results.NoContent() : NoSuchTeam();

    private static ApiError? GuestsPublic(LivingSignIn caller, bool isPublic) => caller.IsGuest && isPublic ? ApiError.Forbidden("A guest makes nothing public; register first.") : null;
}
