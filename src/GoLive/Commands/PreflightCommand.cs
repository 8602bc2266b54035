using System.CommandLine;
using GameSessions.Games;
using GameSessions.Hosting.Storage;
using GoLive.Logs;
using GoLive.Probes;
using GoLive.Reports;
using GoLive.Secrets;
using GoLive.Verbs;
using Gw2Optimizer.Server.Configuration;

namespace GoLive.Commands;

/// <summary><c>golive preflight</c>: is everything there that the others will need?</summary>
internal static class PreflightCommand
{
    private static readonly Option<string> ContactsFile = new("--contacts") { Description = "Who is called in an emergency.", DefaultValueFactory = _ => "deploy/contacts.yaml" };

    public static Command Create() => VerbCommand.Create(
        "preflight",
        "Secrets, rotation dates, contacts, database, Redis and its namespace, the flag, the series of Prometheus, the log.",
        [ContactsFile],
        (settings, parsed) => new PreflightVerb(settings, parsed.GetValue(ContactsFile)!));

    private sealed class PreflightVerb(Settings settings, string contacts) : Verb
    {
        private static readonly string[] Required = ["ENVIRONMENT", "SECRET_KEY", "DATABASE_URL", "REDIS_URL"];

        private Api Api => new(Http, settings.Server);

        public override IReadOnlyList<Step> Plan(Run run) =>
        [
            .. Required.Select(name => new Step(name, "is set, and no placeholder", _ => Task.FromResult(Check(name)))),
            .. Rotation.Secrets.Select(secret => new Step($"rotation of {secret}", "is not overdue", _ => Task.FromResult(Rotation.Judge(settings.Variables, secret, DateOnly.FromDateTime(settings.Time.GetUtcNow().UtcDateTime))))),
            new("contacts", $"{contacts} names people", _ => Task.FromResult(Contacts.Judge(contacts))),
            new("database and Redis", "GET /health/ready of every node", ReadyAsync),
            new("cache namespace", "the session cache answers under its namespace", CacheAsync),
            new("flag", "the effective value of the session cache's switch", async cancellation => Finding.Pass($"{await new ReadThroughFlag(new AdminApi(Api, settings)).ReadAsync(cancellation)}")),
            new("series", "every series of the file of thresholds is there", SeriesAsync),
            new("log", $"the log can be read, and its lines have a context such as {LogLine.CacheContext}", cancellation => LogAsync(run, cancellation)),
        ];

        private Finding Check(string name)
        {
            var value = settings.Variables.GetValueOrDefault(name);
            var fault = string.IsNullOrWhiteSpace(value) ? "is not set" : name == "SECRET_KEY" ? SecretKeyRules.Fault(value) : Contacts.IsPlaceholder(value) ? "is a placeholder" : null;
            // The value may be a secret, so no message repeats it.
            return fault is null ? Finding.Pass("set") : Finding.Fail(fault, name == "SECRET_KEY" ? "golive secrets --generate" : $"Set {name} in the environment or the file of variables; --env-file names another one.");
        }

        private async Task<Finding> ReadyAsync(CancellationToken cancellation)
        {
            var answers = new List<ApiAnswer>();
            foreach (var server in settings.Servers)
            {
                answers.Add(await new Api(Http, server).GetAsync("/health/ready", token: null, cancellation));
            }

            var bad = answers.Where(answer => answer.Status != 200).ToList();
            return bad.Count > 0 ? Finding.Fail(string.Join("; ", bad)) : Finding.Pass(answers[0].Text);
        }

        private async Task<Finding> CacheAsync(CancellationToken cancellation)
        {
            try
            {
                var options = settings.RequireCache();
                await using var cache = await settings.OpenCacheAsync(cancellation);
                await cache.ReadEventsAsync(new GameId("preflight"));
                return Finding.Pass($"{options.Namespace} on {options.Address}");
            }
            catch (UsageException e)
            {
                return Finding.Fail(e.Message, e.Hint);
            }
            catch (CacheUnavailableException e)
            {
                return Finding.Fail(e.Message);
            }
        }

        private async Task<Finding> SeriesAsync(CancellationToken cancellation)
        {
            var names = settings.Slo.Slos.SelectMany(slo => slo.Measure.Selectors).Select(selector => selector.Metric).Distinct().ToList();
            var missing = settings.Prometheus is { } prometheus ? await MissingAsync(new PrometheusMeasurements(Http, prometheus), names, cancellation) : Missing(await ScrapeAsync(cancellation), names);
            return Finding.Check(missing.Count == 0, missing.Count == 0 ? $"{names.Count} metrics" : $"missing: {string.Join(", ", missing)}", "Does Prometheus scrape every node? See its page Status, Targets.");
        }

        private Task<Scrape> ScrapeAsync(CancellationToken cancellation) => new MetricsScraper(Http, settings.Metrics, settings.MetricsToken, settings.Time).ScrapeAsync(cancellation);

        private static async Task<IReadOnlyList<string>> MissingAsync(PrometheusMeasurements prometheus, IReadOnlyList<string> names, CancellationToken cancellation)
        {
            var missing = new List<string>();
            foreach (var name in names)
            {
                if ((await prometheus.ReadAsync($"count({{__name__=~\"{name}(_count)?\"}})", cancellation)).Value is null)
                {
                    missing.Add(name);
                }
            }

            return missing;
        }

        private static IReadOnlyList<string> Missing(Scrape scrape, IReadOnlyList<string> names) =>
            [.. names.Where(name => !scrape.Values.Keys.Any(series => series.Metric == name || series.Metric == $"{name}_count"))];

        private static async Task<Finding> LogAsync(Run run, CancellationToken cancellation)
        {
            if (run.Logs is not { } logs)
            {
                return Finding.Unknown("no log was named", "--log FILE, --journal UNIT or --compose FILE say where it is.");
            }

            var lines = await logs.ReadAsync(cancellation);
            return Finding.Check(lines.All(line => line.Level.Length > 0) || lines.Count == 0, $"{logs.Name}, {lines.Count} new lines");
        }
    }
}
