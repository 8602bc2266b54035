using System.Globalization;
using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Advice.Models;
using Gw2Optimizer.Server.Docs;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Advice;

/// <summary><c>GET /ai/status</c>: whether the model would be asked now, and if not, why.</summary>
internal static class StatusApi
{
    public static void MapAdviceStatus(this RouteGroupBuilder api) => api.MapGet("/ai/status", ShowAsync).RequireSignIn()
        .Told("Advice", "Whether the language model takes part, and what is left of its budget.").Answers(200, """{"provider":"mistral","available":false}""");

    private static async Task<IResult> ShowAsync(ModelSettings settings, Breaker breaker, TokenBudget budget, TimeProvider time)
    {
        var used = await budget.UsedAsync();
        var offPeak = settings.OffPeak?.Covers(time.GetUtcNow()) is true;
        var (state, left) = (breaker.State, Math.Max(0, settings.TokensPerDay - used));
        return JsonAnswers.Ok(new StatusAnswer(
            IsAvailable: settings.ApiKey is not null && !offPeak && left > 0 && state is not BreakerState.Open,
            new ProviderStatus(settings.ApiKey is not null, settings.Address.Host, settings.Model),
            new BreakerStatus(state, (int)Math.Ceiling(breaker.RestLeft.TotalSeconds)),
            new BudgetStatus(settings.TokensPerDay, used, left, (int)Math.Ceiling(budget.UntilTomorrow.TotalSeconds)),
            new OffPeakStatus(offPeak, Text(settings.OffPeak?.Start), Text(settings.OffPeak?.End), settings.OffPeak?.Zone.Id),
            settings.HasFallback));
    }

    private static string? Text(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture);

    private sealed record StatusAnswer(bool IsAvailable, ProviderStatus Provider, BreakerStatus Breaker, BudgetStatus Budget, OffPeakStatus OffPeak, bool FallbackEnabled);

    private sealed record ProviderStatus(bool Configured, string Host, string Model);

    /// <param name="RetryAfter">In seconds; 0 where calls go through.</param>
    private sealed record BreakerStatus(BreakerState State, int RetryAfter);

    /// <param name="ResetsIn">In seconds.</param>
    private sealed record BudgetStatus(long TokensPerDay, long Used, long Left, int ResetsIn);

    private sealed record OffPeakStatus(bool Now, string? Start, string? End, string? TimeZone);
}
