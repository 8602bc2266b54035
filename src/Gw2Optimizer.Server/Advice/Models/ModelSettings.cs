using Gw2Optimizer.Server.Configuration;

namespace Gw2Optimizer.Server.Advice.Models;

/// <summary>How the language model is asked, if at all.</summary>
/// <param name="ApiKey">Null: never.</param>
/// <param name="Address">Of the provider's API, to which <c>/chat/completions</c> is added.</param>
/// <param name="Timeout">For both tries together.</param>
/// <param name="BreakerRest">How long it is let be after it failed too often.</param>
/// <param name="OffPeak">Null: it may be asked at any hour.</param>
/// <param name="HasFallback">Whether the solver's own result does where the model is not to be had; else the call fails.</param>
internal sealed record ModelSettings(
    string? ApiKey, Uri Address, string Model, TimeSpan Timeout, TimeSpan BreakerRest, long TokensPerDay, OffPeakHours? OffPeak, bool HasFallback)
{
    private const string DefaultAddress = "https://api.mistral.ai/v1";
    private const string DefaultModel = "mistral-small-latest";
    private const int TimeoutSecondsMax = 60;
    private const int BreakerSecondsMax = 86_400;

    public static ModelSettings Read(Variables variables) => new(
        variables.Text("MISTRAL_API_KEY"),
        ReadAddress(variables),
        variables.Text("MISTRAL_MODEL") ?? DefaultModel,
        TimeSpan.FromSeconds(variables.Integer("AI_TIMEOUT_SECONDS", 15, 1, TimeoutSecondsMax)),
        TimeSpan.FromSeconds(variables.Integer("AI_BREAKER_SECONDS", 60, 1, BreakerSecondsMax)),
        variables.Integer("AI_DAILY_TOKEN_BUDGET", 1_000_000, 0, int.MaxValue),
        OffPeakHours.Read(variables),
        variables.Switch("AI_FALLBACK_ENABLED", absent: true));

    /// <summary>The key stays out of whatever is printed.</summary>
    public override string ToString() => $"{Model} at {Address.Host}";

    private static Uri ReadAddress(Variables variables)
    {
        var text = variables.Text("MISTRAL_BASE_URL") ?? DefaultAddress;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && address.UserInfo.Length == 0)
        {
            return address;
        }

        variables.Refuse($"MISTRAL_BASE_URL must be an address such as {DefaultAddress}.");
        return new Uri(DefaultAddress);
    }
}
