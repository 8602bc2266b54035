using System.Text.RegularExpressions;
using Gw2Optimizer.Server.Configuration;
using Npgsql;

namespace Gw2Optimizer.Server.Observability.Sentry;

/// <summary>Takes credentials and addresses of people out of text that was not written to be read by others, such as the message of an exception. Thread-safe.</summary>
internal sealed partial class Scrubber(Settings settings)
{
    public const string Mark = "[removed]";

    /// <summary>What comes after that is cut off.</summary>
    public const int CharactersMax = 32_768;

    private const int PatienceMs = 500;

    private readonly string[] secrets = [.. SecretsOf(settings).OfType<string>().Where(secret => secret.Length > 0).Distinct().OrderByDescending(secret => secret.Length)];

    public string Clean(string text)
    {
        var clean = text.Length <= CharactersMax ? text : text[..CharactersMax];
        foreach (var secret in secrets)
        {
            clean = clean.Replace(secret, Mark, StringComparison.Ordinal);
        }

        try
        {
            clean = Token().Replace(clean, Mark);
            clean = Bearer().Replace(clean, $"${{scheme}} {Mark}");
            clean = Login().Replace(clean, $"://{Mark}@");
            clean = Named().Replace(clean, $"${{name}}{Mark}");
            return Email().Replace(clean, Mark);
        }
        catch (RegexMatchTimeoutException)
        {
            return Mark;
        }
    }

    private static IEnumerable<string?> SecretsOf(Settings settings) =>
    [
        settings.SecretKey,
        .. settings.OldSecretKeys,
        settings.MetricsToken,
        settings.Model.ApiKey,
        settings.Sentry?.Key,
        .. settings.RedisServers.Select(server => server.Password),
        settings.Database is DatabaseTarget.PostgreSql server ? new NpgsqlConnectionStringBuilder(server.ConnectionString).Password : null,
    ];

    [GeneratedRegex(@"eyJ[A-Za-z0-9_-]{8,}(\.[A-Za-z0-9_-]*){1,2}", RegexOptions.ExplicitCapture, PatienceMs)]
    private static partial Regex Token();

    [GeneratedRegex(@"\b(?<scheme>Bearer|Basic)\s+[^\s""',;]+", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, PatienceMs)]
    private static partial Regex Bearer();

    [GeneratedRegex(@"://[^/\s@]+@", RegexOptions.None, PatienceMs)]
    private static partial Regex Login();

    [GeneratedRegex(@"(?<name>(?:pass(?:word|wd|phrase)?|pwd|secret|token|credential|api[_-]?key|authorization|cookie)\w*[""']?\s*[=:]\s*)(?:""[^""]*""?|'[^']*'?|[^\s;,&}]+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, PatienceMs)]
    private static partial Regex Named();

    [GeneratedRegex(@"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", RegexOptions.ExplicitCapture, PatienceMs)]
    private static partial Regex Email();
}
