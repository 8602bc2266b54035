using GameSessions.Hosting.Storage;
using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Configuration;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Games;

/// <summary>The switch of the session cache, for operators: it reaches every node within seconds and drops no socket.</summary>
internal static class ReadThroughApi
{
    private const string Path = "/admin/flags/session-redis-readthrough";

    public static void MapReadThroughApi(this RouteGroupBuilder api)
    {
        api.MapGet(Path, FindAsync).RequireSuperuser();
        api.MapPut(Path, ChangeAsync).RequireSuperuser();
    }

    private static async Task<IResult> FindAsync(IFlagStore flags, Settings settings) => JsonAnswers.Ok(await EffectiveAsync(flags, settings));

    private static async Task<IResult> ChangeAsync(HttpContext http, IFlagStore flags, Settings settings)
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

        await flags.SaveReadThroughAsync(wish);
        return JsonAnswers.Ok(await EffectiveAsync(flags, settings));
    }

    /// <summary>What an operator has set, else this node's configuration.</summary>
    private static async Task<ReadThrough> EffectiveAsync(IFlagStore flags, Settings settings) =>
        await flags.FindReadThroughAsync() ?? settings.SessionCache.ReadThrough;
}
