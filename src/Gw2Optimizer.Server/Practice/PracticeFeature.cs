namespace Gw2Optimizer.Server.Practice;

/// <summary>An opponent for whoever has none.</summary>
internal static class PracticeFeature
{
    /// <summary>After the games, whose engine it plays on.</summary>
    public static void AddPractice(this IServiceCollection services) =>
        services.AddSingleton<PracticeOpponent>().AddHostedService(provider => provider.GetRequiredService<PracticeOpponent>());
}
