using System.Globalization;
using Gw2Optimizer.Combat.Catalogue;
using Gw2Optimizer.Rooms;
using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Accounts.SignIns;
using Gw2Optimizer.Server.Docs;
using Gw2Optimizer.Server.Observability.Metrics;
using Gw2Optimizer.Server.Storage;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Builds;

/// <summary><c>/builds</c>. What a caller may not read is not there.</summary>
internal static class BuildsApi
{
    public const int BuildsMax = 500;
    public const int GuestBuildsMax = 20;
    private const string Tag = "Builds";

    public static void MapBuilds(this RouteGroupBuilder api)
    {
        api.MapPost("/builds", CreateAsync).RequireSignIn()
            .Told(Tag, "Makes a build. Only name, profession and specialization are required; a chat code may say the rest.")
            .TakesJson([BuildFields.Name, BuildFields.Profession, BuildFields.Specialization, .. BuildFields.Others]).Answers(201, BuildAnswer.Example).Refuses(409, ErrorCodes.Quota);
        api.MapGet("/builds", ListOwnAsync).RequireSignIn()
            .Told(Tag, "The caller's builds, newest first; X-Total-Count says how many there are.").Pages().Answers(200, $"[{BuildAnswer.Example}]");
        api.MapGet("/builds/public/all", ListPublicAsync).Told(Tag, "Everybody's public builds, newest first.").Pages().Answers(200, $"[{BuildAnswer.Example}]");
        api.MapPost("/builds/from-chat-code", CreateFromCodeAsync).RequireSignIn()
            .Told(Tag, "Makes a build of a build template link.")
            .TakesJson(BuildFields.ChatCode, BuildFields.Name.Optional())
            .Answers(201, BuildAnswer.Example).Refuses(409, ErrorCodes.Quota);
        api.MapPost("/builds/preview", PreviewAsync)
            .Told(Tag, "What POST /builds would make, with its stats and chat code, without keeping it. A chat code alone is enough.")
            .TakesJson([BuildFields.Name.Optional(), BuildFields.Profession.Optional(), BuildFields.Specialization.Optional(), .. BuildFields.Others]).Answers(200, BuildPreview.Example);
        api.MapGet("/builds/{id}", ReadAsync).Told(Tag, "A build that is public, or the caller's.").Answers(200, BuildAnswer.Example).Refuses(404, ErrorCodes.BuildNotFound);
        api.MapGet("/builds/{id}/chat-code", ReadCodeAsync).Told(Tag, "A build as the game's build template link.")
            .Answers(200, """{"chat_code":"[&DQEAAAAAPgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=]"}""").Refuses(404, ErrorCodes.BuildNotFound);
        api.MapPut("/builds/{id}", ChangeAsync).RequireSignIn()
            .Told(Tag, "Changes what is mentioned of a build; null clears what may be absent.").TakesJson([BuildFields.Name.Optional(), BuildFields.Specialization.Optional(), .. BuildFields.Others]).Answers(200, BuildAnswer.Example).Refuses(404, ErrorCodes.BuildNotFound);
        api.MapDelete("/builds/{id}", RemoveAsync).RequireSignIn().Told(Tag, "Removes a build.").Answers(204).Refuses(404, ErrorCodes.BuildNotFound);
    }

    private static RouteHandlerBuilder Pages(this RouteHandlerBuilder route) => route
        .Asks(Field.Whole("skip", 0, int.MaxValue, 0).Optional()).Asks(Field.Whole("limit", 1, 100, 50).Optional())
        .Asks(BuildFields.Profession.Optional()).Asks(BuildFields.Mode.Optional()).Asks(BuildFields.Role.Optional());

    public static ApiError NoSuchBuild() => ApiError.NotFound(ErrorCodes.BuildNotFound, "There is no such build.");

    private static Task<IResult> CreateAsync(HttpContext http, BuildStore store, FeatureMetrics metrics, TimeProvider time) =>
        AddAsync(http, store, metrics, fields => BuildForm.ReadNew(fields, http.RequiredSignIn().UserId, time.GetStoredNow()));

    private static Task<IResult> CreateFromCodeAsync(HttpContext http, BuildStore store, FeatureMetrics metrics, TimeProvider time) =>
        AddAsync(http, store, metrics, fields => BuildForm.ReadFromCode(fields, http.RequiredSignIn().UserId, time.GetStoredNow()));

    private static async Task<IResult> AddAsync(HttpContext http, BuildStore store, FeatureMetrics metrics, Func<JsonFields, Build> read)
    {
        var body = await JsonBody.ReadAsync(http);
        if (body.Refusal is { } unreadable)
        {
            return unreadable;
        }

        var caller = http.RequiredSignIn();
        var build = read(body.Fields);
        if (GuestsPublic(caller, body.Fields) is { } forbidden)
        {
            return forbidden;
        }

        if (body.Fields.Refusal is { } invalid)
        {
            return invalid;
        }

        var max = caller.IsGuest ? GuestBuildsMax : BuildsMax;
        if (!await store.AddAsync(build, max))
        {
            return ApiError.Conflict(ErrorCodes.Quota, $"There is room for {max} builds; remove one first.");
        }

        metrics.BuildCreated();
        return JsonAnswers.Created(BuildAnswer.For(build with { OwnerName = (await store.FindAsync(build.Id))?.OwnerName }, caller.UserId));
    }

    private static async Task<IResult> PreviewAsync(HttpContext http, TimeProvider time)
    {
        var body = await JsonBody.ReadAsync(http);
        if (body.Refusal is { } unreadable)
        {
            return unreadable;
        }

        var onlyCode = body.Fields.Has("chat_code") && !body.Fields.Has("profession");
        var build = onlyCode ? BuildForm.ReadFromCode(body.Fields, default, time.GetStoredNow()) : BuildForm.ReadNew(body.Fields, default, time.GetStoredNow());
        return body.Fields.Refusal is { } invalid ? invalid : JsonAnswers.Ok(BuildPreview.Of(build));
    }

    private static Task<IResult> ListOwnAsync(HttpContext http, BuildStore store) => ListAsync(http, store, http.RequiredSignIn().UserId);

    private static Task<IResult> ListPublicAsync(HttpContext http, BuildStore store) => ListAsync(http, store, owner: null);

    private static async Task<IResult> ListAsync(HttpContext http, BuildStore store, UserId? owner)
    {
        if (!QueryNumbers.TryRead(http, [("skip", 0, 0, int.MaxValue), ("limit", 50, 1, 100)], out var page, out var refusal))
        {
            return refusal;
        }

        var faults = new Dictionary<string, string>(StringComparer.Ordinal);
        var filter = new BuildFilter(
            Asked(http, "profession", written => GameCatalogue.Shipped.Professions.Find(written)?.Name, faults), Asked(http, "game_mode", Modes.Canonical, faults), Asked(http, "role", Roles.Canonical, faults));
        if (faults.Count > 0)
        {
            return ApiError.Invalid(faults);
        }

        var (builds, total) = await store.ListAsync(owner, filter, page[0], page[1]);
        http.Response.Headers["X-Total-Count"] = total.ToString(CultureInfo.InvariantCulture);
        return JsonAnswers.Ok(builds.Select(build => BuildAnswer.For(build, http.SignedIn()?.UserId)));
    }

    private static string? Asked(HttpContext http, string name, Func<string, string?> known, Dictionary<string, string> faults)
    {
        if (!http.Request.Query.TryGetValue(name, out var written))
        {
            return null;
        }

        var found = known(written.ToString());
        if (found is null)
        {
            faults[name] = "There is no such thing.";
        }

        return found;
    }

    private static async Task<IResult> ReadAsync(string id, HttpContext http, BuildStore store) =>
        await ReadableAsync(id, http, store) is { } build ? JsonAnswers.Ok(BuildAnswer.For(build, http.SignedIn()?.UserId)) : NoSuchBuild();

    private static async Task<IResult> ReadCodeAsync(string id, HttpContext http, BuildStore store) =>
        await ReadableAsync(id, http, store) is { } build ? JsonAnswers.Ok(new { chat_code = BuildChatCodes.Of(build) }) : NoSuchBuild();

    private static async Task<IResult> ChangeAsync(string id, HttpContext http, BuildStore store, TimeProvider time)
    {
        var body = await JsonBody.ReadAsync(http);
        if (body.Refusal is { } unreadable)
        {
            return unreadable;
        }

        var caller = http.RequiredSignIn();
        while (true)
        {
            var old = await OwnAsync(id, caller, store);
            var changed = BuildForm.ReadChange(body.Fields, old, NextVersion(old, time.GetStoredNow()));
            if (GuestsPublic(caller, body.Fields) is { } forbidden)
            {
                return forbidden;
            }

            if (body.Fields.Refusal is { } invalid)
            {
                return invalid;
            }

            if (changed is null)
            {
                return NoSuchBuild();
            }

            // Whoever has changed it meanwhile is not overwritten: what this call says is applied to that.
            if (await store.ReplaceAsync(changed, old!.UpdatedAt))
            {
                return JsonAnswers.Ok(BuildAnswer.For(changed, caller.UserId));
            }
        }
    }

    /// <summary>Each change is a version of its own, also within the millisecond that is stored of it.</summary>
    private static DateTimeOffset NextVersion(Build? old, DateTimeOffset now) =>
        old is not null && now <= old.UpdatedAt ? old.UpdatedAt.AddMilliseconds(1) : now;

    private static async Task<IResult> RemoveAsync(string id, HttpContext http, BuildStore store) =>
        await store.RemoveAsync(Ids.Read(id), http.RequiredSignIn().UserId) ? Results.NoContent() : NoSuchBuild();

    private static async Task<Build?> ReadableAsync(string id, HttpContext http, BuildStore store) =>
        await store.FindAsync(Ids.Read(id)) is { } build && build.IsReadableBy(http.SignedIn()?.UserId) ? build : null;

    private static async Task<Build?> OwnAsync(string id, LivingSignIn caller, BuildStore store) =>
        await store.FindAsync(Ids.Read(id)) is { } build && build.Owner == caller.UserId ? build : null;

    private static ApiError? GuestsPublic(LivingSignIn caller, JsonFields fields) =>
        caller.IsGuest && fields.OptionalSwitch("is_public") is true ? ApiError.Forbidden("A guest makes nothing public; register first.") : null;
}
