using GameSessions.Hosting.Nodes;
using GameSessions.Hosting.Storage;
using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Docs;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Games;

/// <summary>The switch of the session cache, for operators: it reaches every node within seconds and drops no socket.</summary>
internal static class ReadThroughApi
{
    private const string Tag = "Operations";
    private const string Example = """{"enabled":true,"percent":100}""";
    private const string Path = "/admin/flags/session-redis-readthrough";

    public static void MapReadThroughApi(this RouteGroupBuilder api)
    {
        api.MapGet(Path, Find).RequireSuperuser().Told(Tag, "The switch of the session cache.").Answers(200, Example);
        api.MapPut(Path, ChangeAsync).RequireSuperuser()
            .Told(Tag, "Sets the switch of the session cache, on every node within seconds.")
            .TakesJson(Field.Switch("enabled", true), Field.Whole("percent", 0, 100, 100)).Answers(200, Example);
    }

    private static IResult Find(SessionNode node) => JsonAnswers.Ok(node.ReadThrough);

    private static async Task<IResult> ChangeAsync(HttpContext http, SessionNode node)
    {
        var body = await JsonBody.ReadAsync(http);
        if (body.Refusal is { } unreadable)
        {
            return unreadable;
        }

        var wish = new ReadThrough(body.Fields.RequiredSwitch("enabled"), body.Fields.RequiredInteger("percent", 0, 100));
        if (body.Fields.Refusal is { } invalid)
        {
            return invalid;
        }

        await node.SetReadThroughAsync(wish);
        return JsonAnswers.Ok(node.ReadThrough);
    }
}
