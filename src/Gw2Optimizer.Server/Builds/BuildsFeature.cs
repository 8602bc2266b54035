namespace Gw2Optimizer.Server.Builds;

internal static class BuildsFeature
{
    public static void AddBuilds(this IServiceCollection services) =>
        services.AddSingleton<BuildStore>().AddSingleton<IReadableBuilds>(provider => provider.GetRequiredService<BuildStore>());
}
