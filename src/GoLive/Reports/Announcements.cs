using System.Net.Http.Json;

namespace GoLive.Reports;

/// <summary>The plan's messages (section 6.5), for the channel of releases and for support.</summary>
internal static class Announcements
{
    private const string Webhook = "ANNOUNCE_WEBHOOK_URL";

    /// <summary>By event, in the order in which they happen. <c>{facts}</c> stands for what is known by then.</summary>
    public static IReadOnlyDictionary<string, string> Texts { get; } = new Dictionary<string, string>
    {
        ["before-canary"] = "The session cache goes to a canary share of games{facts}. Gates: see deploy/slo.yaml. If one fails it is switched off at once; nobody loses a move, since the database has everything.",
        ["canary-start"] = "T0: the canary has begun{facts}.",
        ["canary-update"] = "T+30 min: the canary goes on{facts}.",
        ["gate-review"] = "The canary's gate review is written{facts}.",
        ["rollout-50"] = "Half of all games use the session cache now{facts}. Support: players who report a lost or repeated move, or a wrong clock, are P1; pass on game id and time.",
        ["rollout-100"] = "All games use the session cache now{facts}. Support: players who report a lost or repeated move, or a wrong clock, are P1; pass on game id and time. If in doubt the operators run golive rollback, which drops no connection.",
        ["rollback"] = "Incident: the session cache is switched off{facts}. Games go on from the database and nothing is lost. The next window is announced after the review of the incident.",
    };

    /// <exception cref="UsageException">There is no such event.</exception>
    public static string Render(string what, string facts) => Texts.TryGetValue(what, out var text)
        ? text.Replace("{facts}", facts.Length > 0 ? $" ({facts})" : "", StringComparison.Ordinal)
        : throw new UsageException($"'{what}' is no event.", $"Events are {string.Join(", ", Texts.Keys)}.");

    /// <summary>Posts where a webhook is configured; one that does not answer stops nothing.</summary>
    /// <returns>What became of it.</returns>
    public static async Task<Finding> PostAsync(HttpClient http, IReadOnlyDictionary<string, string> variables, string text, CancellationToken cancellationToken)
    {
        if (variables.GetValueOrDefault(Webhook) is not { Length: > 0 } webhook)
        {
            return Finding.Skip($"{Webhook} is not set: {text}");
        }

        try
        {
            using var answer = await http.PostAsJsonAsync(new Uri(webhook), new { text }, cancellationToken);
            return Finding.Check(answer.IsSuccessStatusCode, $"the webhook answered {(int)answer.StatusCode}: {text}");
        }
        catch (Exception e) when (e is HttpRequestException or UriFormatException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return Finding.Fail($"the webhook does not answer: {e.Message}");
        }
    }
}
