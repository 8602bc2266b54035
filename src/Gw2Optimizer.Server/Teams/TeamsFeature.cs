using Gw2Optimizer.Server.Builds;

namespace Gw2Optimizer.Server.Teams;

internal static class TeamsFeature
{
    public static void AddTeams(this IServiceCollection services) =>
        services.AddSingleton<TeamStore>().AddSingleton<IReadableTeams>(provider => provider.GetRequiredService<TeamStore>());

    public static void MapTeams(this RouteGroupBuilder api)
    {
        api.MapTeamsApi();
        api.MapMembers();
    }
}
