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

    private static Field BuildIdField => Field.Formatted("build_id", "uuid", "5b1e4a0c-5d0b-4f3e-9a63-2f7f0e1c9d10");

    private static Field SlotField => Field.Whole("slot_number", 1, Team.SizeMax, 1);

    private static Field PlayerField => Field.Text("player_name", 0, PlayerCharactersMax, "Taimi");

    public static void MapMembers(this RouteGroupBuilder api)
    {
        api.MapPost("/teams/{id}/members", AddAsync).RequireSignIn()
            .Told(Tag, "Seats a build; without a slot, in the lowest free one.")
            .TakesJson(BuildIdField, BuildFields.Role, SlotField.Optional(), PlayerField.Optional())
            .Answers(201, MemberAnswer.Example).Refuses(404, ErrorCodes.TeamNotFound).Refuses(404, ErrorCodes.BuildNotFound).Refuses(409, ErrorCodes.TeamFull).Refuses(409, ErrorCodes.SlotTaken);
        api.MapGet("/teams/{id}/members", ListAsync).Told(Tag, "The members of a team, in the order of their slots.").Answers(200, $"[{MemberAnswer.Example}]").Refuses(404, ErrorCodes.TeamNotFound);
        api.MapGet("/teams/{id}/members/{memberId}", ReadAsync).Told(Tag, "A member of a team.").Answers(200, MemberAnswer.Example)
            .Refuses(404, ErrorCodes.TeamNotFound).Refuses(404, ErrorCodes.MemberNotFound);
        api.MapPatch("/teams/{id}/members/{memberId}", ChangeAsync).RequireSignIn()
            .Told(Tag, "Changes what is mentioned of a member; with swap, whoever has the new slot gets the old one.")
            .TakesJson(BuildIdField.Optional(), BuildFields.Role.Optional(), SlotField.Optional(), PlayerField.Optional(), Field.Switch("swap", example: false).Optional()).Answers(200, MemberAnswer.Example)
            .Refuses(404, ErrorCodes.TeamNotFound).Refuses(404, ErrorCodes.MemberNotFound).Refuses(409, ErrorCodes.SlotTaken);
        api.MapDelete("/teams/{id}/members/{memberId}", RemoveAsync).RequireSignIn().Told(Tag, "Frees a slot.").Answers(204)
            .Refuses(404, ErrorCodes.TeamNotFound).Refuses(404, ErrorCodes.MemberNotFound);
    }

    private static ApiError NoSuchMember() => ApiError.NotFound(ErrorCodes.MemberNotFound, "There is no such member.");

    private static async Task<IResult> AddAsync(string id, HttpContext http, TeamStore store, TimeProvider time)
    {
        var body = await JsonBody.ReadAsync(http);
        if (body.Refusal is { } unreadable)
        {
            return unreadable;
        }

        var fields = body.Fields;
        var build = fields.RequiredId("build_id");
        var role = ReadRole(fields, required: true);
        var slot = fields.OptionalInteger("slot_number", 1, Team.SizeMax);
        var player = fields.OptionalTrimmedText("player_name", 0, PlayerCharactersMax);
        if (fields.Refusal is { } invalid)
        {
            return invalid;
        }

        var caller = http.RequiredSignIn().UserId;
        var member = new NewMember(Guid.CreateVersion7(), build, role!, slot, player);
        var outcome = await store.SeatAsync(Ids.Read(id), caller, member, time.GetUtcNow());
        return outcome is SeatOutcome.Seated ? await SeatedAsync(id, member.Id, caller, store, JsonAnswers.Created) : Refusal(outcome, slot);
    }

    private static async Task<IResult> ListAsync(string id, HttpContext http, TeamStore store) => await TeamsApi.ReadableAsync(id, http, store) is { } team
        ? JsonAnswers.Ok(team.Members.Select(member => MemberAnswer.For(member, http.SignedIn()?.UserId)))
        : TeamsApi.NoSuchTeam();

    private static async Task<IResult> ReadAsync(string id, string memberId, HttpContext http, TeamStore store) => await TeamsApi.ReadableAsync(id, http, store) is not { } team ? TeamsApi.NoSuchTeam()
        : Find(team, Ids.Read(memberId)) is { } member ? JsonAnswers.Ok(MemberAnswer.For(member, http.SignedIn()?.UserId))
        : NoSuchMember();

    private static async Task<IResult> ChangeAsync(string id, string memberId, HttpContext http, TeamStore store, TimeProvider time)
    {
        var body = await JsonBody.ReadAsync(http);
        if (body.Refusal is { } unreadable)
        {
            return unreadable;
        }

        var fields = body.Fields;
        fields.RefuseNull("build_id", "role", "slot_number");
        var build = fields.OptionalId("build_id");
        var role = ReadRole(fields, required: false);
        var slot = fields.OptionalInteger("slot_number", 1, Team.SizeMax);
        var player = fields.OptionalTrimmedText("player_name", 0, PlayerCharactersMax);
        var swaps = fields.OptionalSwitch("swap") ?? false;
        if (fields.Refusal is { } invalid)
        {
            return invalid;
        }

        var caller = http.RequiredSignIn().UserId;
        var outcome = await store.MoveAsync(Ids.Read(id), caller, Ids.Read(memberId), Changed, swaps, time.GetUtcNow());
        return outcome is SeatOutcome.Seated ? await SeatedAsync(id, Ids.Read(memberId), caller, store, JsonAnswers.Ok) : Refusal(outcome, slot);

        Member Changed(Member old) => old with
        {
            BuildId = build ?? old.BuildId,
            Role = role ?? old.Role,
            Slot = slot ?? old.Slot,
            PlayerName = fields.Has("player_name") ? player : old.PlayerName,
        };
    }

    private static async Task<IResult> RemoveAsync(string id, string memberId, HttpContext http, TeamStore store, TimeProvider time) =>
        await store.UnseatAsync(Ids.Read(id), http.RequiredSignIn().UserId, Ids.Read(memberId), time.GetUtcNow()) is var outcome and not SeatOutcome.Seated ? Refusal(outcome, slot: null) : Results.NoContent();

    private static async Task<IResult> SeatedAsync(string id, Guid member, UserId caller, TeamStore store, Func<object, IResult> answer) =>
        await store.FindAsync(Ids.Read(id)) is { } team && Find(team, member) is { } seated ? answer(MemberAnswer.For(seated, caller)) : NoSuchMember();

    private static Member? Find(Team team, Guid id) => team.Members.FirstOrDefault(member => member.Id == id);

    private static string? ReadRole(JsonFields fields, bool required)
    {
        var role = BuildParts.ReadRole(fields);
        if (role is null && required)
        {
            fields.RequiredText("role", 1, BuildParts.NameCharactersMax);
        }

        return role;
    }

    private static ApiError Refusal(SeatOutcome outcome, int? slot) => outcome switch
    {
        SeatOutcome.NoSuchMember => NoSuchMember(),
        SeatOutcome.NoSuchBuild => BuildsApi.NoSuchBuild(),
        SeatOutcome.Beyond => ApiError.Invalid(new Dictionary<string, string> { ["slot_number"] = $"The team has no slot {slot}." }),
        SeatOutcome.Full => ApiError.Conflict(ErrorCodes.TeamFull, "Every slot of the team is taken."),
        SeatOutcome.Taken => ApiError.Conflict(ErrorCodes.SlotTaken, $"Slot {slot} is taken."),
        _ => TeamsApi.NoSuchTeam(),
    };
}
