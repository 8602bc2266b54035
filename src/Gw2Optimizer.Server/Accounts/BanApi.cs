using Gw2Optimizer.Server.Accounts.SignIns;
using Gw2Optimizer.Server.Docs;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Accounts;

/// <summary>Shutting an account out, for good.</summary>
internal static class BanApi
{
    public static void MapBan(this RouteGroupBuilder api) => api.MapPost("/admin/users/{id}/ban", BanAsync).RequireSuperuser()
        .Told("Operations", "Shuts an account out, for good.").Answers(204).Refuses(404, ErrorCodes.NotFound);

    private static async Task<IResult> BanAsync(string id, SignInRegister signIns, ISessionRevoker sessions)
    {
        if (!UserId.TryParse(id, provider: null, out var user) || !await signIns.BanAsync(user))
        {
            return ApiError.NotFound();
        }

        await sessions.ShutOutAsync(user);
        return Results.NoContent();
    }
}
