using Gw2Optimizer.Server.Accounts.Passwords;
using Gw2Optimizer.Server.Accounts.SignIns;
using Gw2Optimizer.Server.Accounts.Tokens;
using Gw2Optimizer.Server.Configuration;
using Gw2Optimizer.Server.Observability.Metrics;

namespace Gw2Optimizer.Server.Accounts;

internal static class AccountsFeature
{
    public static void AddAccounts(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(_ => SigningKeys.From(settings));
        services.AddSingleton<TokenWriter>().AddSingleton<TokenReader>().AddSingleton<AccessTokens>().AddSingleton<SignInCookies>();
        services.AddSingleton<PasswordHashes>().AddSingleton<Credentials>();
        services.AddSingleton<Users>().AddSingleton<SignInCache>().AddSingleton<SignInRegister>();
        services.AddSingleton<AccountSweep>().AddHostedService(provider => provider.GetRequiredService<AccountSweep>());
    }

    public static void MapAccounts(this RouteGroupBuilder api, IServiceProvider services)
    {
        // Now and not at the first sign-in: a key that cannot be read or kept stops the start.
        services.GetRequiredService<SigningKeys>();
        AccountMetrics.AddTo(
            services.GetRequiredService<ServerMetrics>(), services.GetRequiredService<MetricsRegistry>(), services.GetRequiredService<Users>(), services.GetRequiredService<TimeProvider>());
        api.MapProfile();
        api.MapSignIn();
        api.MapBan();
    }
}
