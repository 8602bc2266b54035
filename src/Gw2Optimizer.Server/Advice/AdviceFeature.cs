using Gw2Optimizer.Server.Advice.Gear;
using Gw2Optimizer.Server.Advice.Models;
using Gw2Optimizer.Server.Advice.Squads;
using Gw2Optimizer.Server.Configuration;

namespace Gw2Optimizer.Server.Advice;

/// <summary>Advice: the numbers are the solvers', always; the language model chooses between equals and writes.</summary>
internal static class AdviceFeature
{
    public static void AddAdvice(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(settings.Model).AddSingleton<ILanguageModel, MistralModel>().AddSingleton<TokenBudget>().AddSingleton<ModelDesk>();
        services.AddSingleton(provider => new Breaker(settings.Model.BreakerRest, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SolverDesk>().AddSingleton<Compositions>().AddSingleton<SquadAdvice>().AddSingleton<GearAdvice>();
        services.AddSingleton<StoredBuilds>().AddSingleton<RatingTargets>().AddSingleton<Feedback>();
    }

    public static void MapAdvice(this RouteGroupBuilder api)
    {
        api.MapCompose();
        api.MapOptimize();
        api.MapSynergy();
        api.MapFeedback();
        api.MapAdviceStatus();
    }
}
