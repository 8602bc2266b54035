using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Builds;
using Gw2Optimizer.Server.Docs;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Teams;

/// <summary><c>/teams/{id}/members</c>.</summary>
internal static class MembersApi
{
    private const string Tag = "Teams";
    private const int PlayerCharactersMax = 100;

    public static void MapMembers(this RouteGroupBuilder api)
    {
        api.MapPost("/teams/{id}/members", AddAsync).RequireSignIn()
            .Told(Tag, "Seats a build; without a slot, in the lowest free one.")
            .TakesJson(Field.Text("build_id", "5b1e4a0c-5d0b-4f3e-9a63-2f7f0e1c9d10"), Field.Text("role", 1, BuildParts.NameCharactersMax, "stability"))
            .Answers(201, MemberAnswer.Example).Refuses(404, ErrorCodes.TeamNotFound).Refuses(404, ErrorCodes.BuildNotFound).Refuses(409, ErrorCodes.TeamFull).Refuses(409, ErrorCodes.SlotTaken);
        api.MapGet("/teams/{id}/members", ListAsync).Told(Tag, "The members of a team, in the order of their slots.").Answers(200, $"[{MemberAnswer.Example}]").Refuses(404, ErrorCodes.TeamNotFound);
        api.MapGet("/teams/{id}/members/{memberId}", ReadAsync).Told(Tag, "A member of a team.").Answers(200, MemberAnswer.Example)
            .Refuses(404, ErrorCodes.TeamNotFound).Refuses(404, ErrorCodes.MemberNotFound);
        api.MapPatch("/teams/{id}/members/{memberId}", ChangeAsync).RequireSignIn()
            .Told(Tag, "Changes what is mentioned of a member; with swap, whoever has the new slot gets the old one.")
            .TakesJson(Field.Text("role", 1, BuildParts.NameCharactersMax, "stability").Optional(), Field.Switch("swap", false).Optional()).Answers(200, MemberAnswer.Example)
            .Refuses(404, ErrorCodes.TeamNotFound).Refuses(404, ErrorCodes.MemberNotFound).Refuses(409, ErrorCodes.SlotTaken);
        api.MapDelete("/teams/{id}/members/{memberId}", RemoveAsync).RequireSignIn().Told(Tag, "Frees a slot.").Answers(204)
            .Refuses(404, ErrorCodes.TeamNotFound).Refuses(404, ErrorCodes.MemberNotFound);
    }

    private static ApiError NoSuchMember() => ApiError.NotFound(ErrorCodes.MemberNotFound, "There is no such member.");

    private static ApiError NoSuchBuild() => ApiError.NotFound(ErrorCodes.BuildNotFound, "There is no such build.");

    private static async Task<IResult> AddAsync(string id, HttpContext http, TeamStore store, BuildStore builds)
    {
        var body = await JsonBody.ReadAsync(http);
        if (body.Refusal is { } unreadable)
        {
            return unreadable;
        }

        var written = body.Fields.RequiredText("build_id", 1, BuildParts.NameCharactersMax);
        var role = ReadRole(body.Fields, required: true);
        var slot = body.Fields.OptionalInteger("slot_number", 1, Team.SizeMax);
        var player = body.Fields.OptionalText("player_name", PlayerCharactersMax);
        if (body.Fields.Refusal is { } invalid)
        {
            return invalid;
        }

        var caller = http.RequiredSignIn().UserId;
        if (await TeamsApi.OwnAsync(id, http, store) is not { } team)
        {
            return TeamsApi.NoSuchTeam();
        }

        if (slot > team.Size)
        {
            return BeyondTheLast(team);
        }

        if (!Guid.TryParseExact(written, "D", out var build) || await builds.FindAsync(build, caller) is null)
        {
            return NoSuchBuild();
        }

        var member = Guid.CreateVersion7();
        return await store.SeatAsync(team.Id, caller, member, build, slot, role!, player) is var outcome and not SeatOutcome.Seated
            ? Refusal(outcome, slot)
            : await store.FindAsync(team.Id) is { } seated && seated.Members.FirstOrDefault(one => one.Id == member) is { } mine ? JsonAnswers.Created(MemberAnswer.For(mine, caller))
            : NoSuchMember();
    }

    private static async Task<IResult> ListAsync(string id, HttpContext http, TeamStore store) => await TeamsApi.ReadableAsync(id, http, store) is { } team
        ? JsonAnswers.Ok(team.Members.Select(member => MemberAnswer.For(member, http.SignedIn()?.UserId)))
        : TeamsApi.NoSuchTeam();

    private static async Task<IResult> ReadAsync(string id, string memberId, HttpContext http, TeamStore store) => await TeamsApi.ReadableAsync(id, http, store) is not { } team ? TeamsApi.NoSuchTeam()
        : Find(team, memberId) is { } member ? JsonAnswers.Ok(MemberAnswer.For(member, http.SignedIn()?.UserId))
        : NoSuchMember();

    private static async Task<IResult> ChangeAsync(string id, string memberId, HttpContext http, TeamStore store, BuildStore builds)
    {
        var body = await JsonBody.ReadAsync(http);
        if (body.Refusal is { } unreadable)
        {
            return unreadable;
        }

        var fields = body.Fields;
        foreach (var name in (string[])["build_id", "role", "slot_number"])
        {
            if (fields.IsNull(name))
            {
                fields.Refuse(name, "Cannot be null.");
            }
        }

        var written = fields.OptionalText("build_id", BuildParts.NameCharactersMax);
        var role = ReadRole(fields, required: false);
        var slot = fields.OptionalInteger("slot_number", 1, Team.SizeMax);
        var player = fields.OptionalText("player_name", PlayerCharactersMax);
        var swaps = fields.OptionalSwitch("swap") ?? false;
        if (fields.Refusal is { } invalid)
        {
            return invalid;
        }

        var caller = http.RequiredSignIn().UserId;
        if (await TeamsApi.OwnAsync(id, http, store) is not { } team)
        {
            return TeamsApi.NoSuchTeam();
        }

        if (Find(team, memberId) is not { } old)
        {
            return NoSuchMember();
        }

        if (slot > team.Size)
        {
            return BeyondTheLast(team);
        }

        var build = old.BuildId;
        if (written is not null && (!Guid.TryParseExact(written, "D", out build) || await builds.FindAsync(build, caller) is null))
        {
            return NoSuchBuild();
        }

        var changed = old with { BuildId = build, Role = role ?? old.Role, Slot = slot ?? old.Slot, PlayerName = fields.Has("player_name") ? player : old.PlayerName };
        return await store.MoveAsync(team.Id, caller, changed, swaps) is var outcome and not SeatOutcome.Seated
            ? Refusal(outcome, slot)
            : await store.FindAsync(team.Id) is { } moved && Find(moved, memberId) is { } now ? JsonAnswers.Ok(MemberAnswer.For(now, caller))
            : NoSuchMember();
    }

    private static async Task<IResult> RemoveAsync(string id, string memberId, HttpContext http, TeamStore store) => await TeamsApi.OwnAsync(id, http, store) is not { } team ? TeamsApi.NoSuchTeam()
        : Guid.TryParseExact(memberId, "D", out var member) && await store.UnseatAsync(team.Id, team.Owner, member) ? Results.NoContent()
        : NoSuchMember();

    private static Member? Find(Team team, string id) => Guid.TryParseExact(id, "D", out var known) ? team.Members.FirstOrDefault(member => member.Id == known) : null;

    private static string? ReadRole(JsonFields fields, bool required)
    {
        var role = BuildParts.ReadRole(fields);
        if (role is null && required)
        {
            fields.RequiredText("role", 1, BuildParts.NameCharactersMax);
        }

        return role;
    }

    private static ApiError BeyondTheLast(Team team) => ApiError.Invalid(new Dictionary<string, string> { ["slot_number"] = $"Must be a whole number from 1 to {team.Size}." });

    private static ApiError Refusal(SeatOutcome outcome, int? slot) => outcome switch
    {
        SeatOutcome.Full => ApiError.Conflict(ErrorCodes.TeamFull, "Every slot of the team is taken."),
        SeatOutcome.Taken => ApiError.Conflict(ErrorCodes.SlotTaken, $"Slot {slot} is taken."),
        _ => TeamsApi.NoSuchTeam(),
    };
}
