using System.Collections;
using System.CommandLine;
using GoLive.Gates;
using GoLive.Verbs;
using Gw2Optimizer.Server.Configuration;

namespace GoLive.Commands;

/// <summary>The options that every verb takes.</summary>
internal static class CommonOptions
{
    private const string DefaultServer = "http://localhost:8000";
    private const string DefaultPages = "http://localhost:5173";

    private static readonly Option<string[]> Server = new("--server") { Description = "URL of a node; said again for each (GOLIVE_SERVERS, comma-separated).", Recursive = true, DefaultValueFactory = _ => [] };

    private static readonly Option<string?> Pages = new("--pages") { Description = $"URL of the web pages (GOLIVE_PAGES, default {DefaultPages}).", Recursive = true };

    private static readonly Option<string[]> Metrics = new("--metrics") { Description = "URL of a node's metrics; said again for each. Default: /metrics of every --server.", Recursive = true, DefaultValueFactory = _ => [] };

    private static readonly Option<string?> Prometheus = new("--prometheus") { Description = "URL of a Prometheus that scrapes the nodes; gates then ask it (GOLIVE_PROMETHEUS). Without it they scrape by themselves.", Recursive = true };

    private static readonly Option<string?> Redis = new("--redis") { Description = "URL of the session cache's Redis (SESSION_REDIS_URL, REDIS_URL).", Recursive = true };

    private static readonly Option<string[]> Log = new("--log") { Description = "A node's log file; said again for each (LOG_FILE).", Recursive = true, DefaultValueFactory = _ => [] };

    private static readonly Option<string?> Journal = new("--journal") { Description = "The systemd unit whose journal holds the log.", Recursive = true };

    private static readonly Option<string?> Compose = new("--compose") { Description = "The compose file whose service 'backend' writes the log.", Recursive = true };

    private static readonly Option<string> Evidence = new("--evidence") { Description = "The folder of all evidence, which also is what verbs know of each other.", Recursive = true, DefaultValueFactory = _ => "evidence" };

    private static readonly Option<string?> Slo = new("--slo") { Description = $"The file of thresholds (default {SloFile.DefaultPath}).", Recursive = true };

    private static readonly Option<string?> EnvFile = new("--env-file") { Description = "The server's variables (default .env); the environment wins.", Recursive = true };

    private static readonly Option<bool> Json = new("--json") { Description = "Print the report as JSON on standard output, and nothing else there.", Recursive = true };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Print the plan and do nothing.", Recursive = true };

    public static IEnumerable<Option> All => [Server, Pages, Metrics, Prometheus, Redis, Log, Journal, Compose, Evidence, Slo, EnvFile, Json, DryRun];

    /// <exception cref="UsageException">It cannot be read.</exception>
    public static SloFile ReadSlo(ParseResult parsed) => SloFile.Read(parsed.GetValue(Slo));

    public static bool IsDryRun(ParseResult parsed) => parsed.GetValue(DryRun);

    public static bool IsJson(ParseResult parsed) => parsed.GetValue(Json);

    /// <exception cref="UsageException">Something cannot be understood.</exception>
    public static Settings Read(ParseResult parsed, TimeProvider time)
    {
        var variables = ReadVariables(parsed);
        var servers = Several(parsed.GetValue(Server), variables.GetValueOrDefault("GOLIVE_SERVERS"), DefaultServer).Select(Url).ToList();
        var logs = parsed.GetValue(Log)!;
        return new Settings
        {
            Variables = variables,
            Servers = servers,
            Pages = Url(parsed.GetValue(Pages) ?? variables.GetValueOrDefault("GOLIVE_PAGES") ?? DefaultPages),
            Metrics = parsed.GetValue(Metrics) is { Length: > 0 } metrics ? [.. metrics.Select(Url)] : [.. servers.Select(server => new Uri(server, "/metrics"))],
            Prometheus = (parsed.GetValue(Prometheus) ?? variables.GetValueOrDefault("GOLIVE_PROMETHEUS")) is { Length: > 0 } prometheus ? Url(prometheus) : null,
            EvidenceRoot = parsed.GetValue(Evidence)!,
            Slo = ReadSlo(parsed),
            LogFiles = logs.Length > 0 ? logs : variables.GetValueOrDefault("LOG_FILE") is { Length: > 0 } file ? [file] : [],
            Journal = parsed.GetValue(Journal),
            Compose = parsed.GetValue(Compose),
            Json = parsed.GetValue(Json),
            DryRun = parsed.GetValue(DryRun),
            Drill = parsed.CommandResult.Command.Options.Contains(VerbOptions.Drill) && parsed.GetValue(VerbOptions.Drill),
            Sign = parsed.CommandResult.Command.Options.Contains(VerbOptions.Sign) ? parsed.GetValue(VerbOptions.Sign) : null,
            Time = time,
        };
    }

    private static Dictionary<string, string> ReadVariables(ParseResult parsed)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(one => (string)one.Key, one => (string)one.Value!);
        if (parsed.GetValue(EnvFile) is { } file)
        {
            environment["ENV_FILE"] = file;
        }

        try
        {
            var variables = new Dictionary<string, string>(EnvironmentFile.Under(environment));
            if (parsed.GetValue(Redis) is { } redis)
            {
                variables["SESSION_REDIS_URL"] = redis;
            }

            return variables;
        }
        catch (FileNotFoundException e)
        {
            throw new UsageException(e.Message);
        }
    }

    private static string[] Several(string[]? said, string? variable, string fallback) =>
        said is { Length: > 0 } ? said : (string.IsNullOrWhiteSpace(variable) ? fallback : variable).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static Uri Url(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
        ? url
        : throw new UsageException($"'{text}' is no URL.", "Such as http://localhost:8000.");
}
