using System.CommandLine;
using GameSessions.Hosting.Storage;
using GameSessions.Storage.Redis;
using GoLive.Probes;
using GoLive.Reports;
using GoLive.Verbs;

namespace GoLive.Commands;

/// <summary><c>golive rollback</c>: off, and seen to be off.</summary>
internal static class RollbackCommand
{
    private const string ComposeFile = "docker-compose.prod.yml";
    private static readonly Option<bool> Purge = new("--purge") { Description = "Also remove the session cache's own keys (SESSION_REDIS_NAMESPACE) from Redis, by SCAN and UNLINK; nobody else's." };
    private static readonly Option<string?> Release = new("--release") { Description = "Go back to this image of the server: prints the commands, and runs them where docker-compose is there." };
    private static readonly Option<string> Cause = new("--cause") { Description = "Why, for the incident note.", DefaultValueFactory = _ => "not told" };

    public static Command Create() => VerbCommand.Create(
        "rollback",
        "Switches the session cache off, sees hits and misses stop and the log confirm it, and writes the incident note.",
        [Purge, Release, Cause],
        (settings, parsed) => new RollbackVerb(settings, parsed.GetValue(Purge) ? settings.RequireCache() : null, parsed.GetValue(Release), parsed.GetValue(Cause)!));

    private sealed class RollbackVerb(Settings settings, RedisCacheOptions? purge, string? release, string cause) : Verb
    {
        private static readonly TimeSpan HealthWait = TimeSpan.FromMinutes(2);

        private Api Api => new(Http, settings.Server);

        public override bool Records => true;

        public override IReadOnlyList<Step> Plan(Run run)
        {
            var rollback = new Rollback(Api, new AdminApi(Api, settings), new MetricsScraper(Http, settings.Metrics, settings.MetricsToken, settings.Time), settings);
            List<Step> steps = [.. rollback.Plan(run)];
            if (purge is not null)
            {
                steps.Add(new Step("purge", $"removes the keys of the namespace {purge.Namespace} from {purge.Address}", PurgeAsync));
            }

            if (release is not null)
            {
                steps.Add(new Step("release", $"docker-compose: image {release}, then health", ReleaseAsync));
            }

            steps.Add(new Step("incident note", "writes incident.md", _ => Task.FromResult(Write(run))) { Always = true });
            steps.Add(new Step("announce rollback", "posts the message where a webhook is configured", async cancellation =>
            {
                var posted = await Announcements.PostAsync(Http, settings.Variables, Announcements.Render("rollback", cause), cancellation);
                return posted.Outcome == Outcome.Fail ? Finding.Skip(posted.Detail) : posted;
            }));
            return steps;
        }

        private async Task<Finding> PurgeAsync(CancellationToken cancellation)
        {
            try
            {
                await using var cache = await settings.OpenCacheAsync(cancellation);
                return Finding.Pass($"{await cache.PurgeAsync()} keys of {purge!.Namespace}");
            }
            catch (CacheUnavailableException e)
            {
                return Finding.Fail($"{purge!.Address}: {e.Message}", "The flag is off all the same: old keys run out by themselves.");
            }
        }

        private async Task<Finding> ReleaseAsync(CancellationToken cancellation)
        {
            string[] arguments = ["--file", ComposeFile, "up", "--detach", "--no-build", "backend", "frontend"];
            var command = $"GW2OPTIMIZER_TAG={release} {Tool.Compose} {string.Join(' ', arguments)}";
            if (!File.Exists(ComposeFile))
            {
                return Finding.Unknown($"{ComposeFile} is not here; type, where it is: {command}", "Then see that /health is healthy.");
            }

            ToolResult result;
            try
            {
                result = await Tool.RunAsync(Tool.Compose, arguments, cancellation, ("GW2OPTIMIZER_TAG", release!));
            }
            catch (IOException)
            {
                return Finding.Unknown($"{Tool.Compose} is not here; type: {command}", "Then see that /health is healthy.");
            }

            if (result.ExitCode != 0)
            {
                return Finding.Fail($"{command} ended with {result.ExitCode}: {result.Errors.Trim()}");
            }

            var until = settings.Time.GetUtcNow() + HealthWait;
            while (true)
            {
                try
                {
                    var answer = await Api.GetAsync("/health", token: null, cancellation);
                    if (answer.Status == 200)
                    {
                        return Finding.Pass($"{command}; {answer.Text}");
                    }
                }
                catch (ProbeException) when (settings.Time.GetUtcNow() < until)
                {
                    // It is starting.
                }

                if (settings.Time.GetUtcNow() > until)
                {
                    return Finding.Fail($"{command}; but /health is not 200 within {HealthWait.TotalMinutes:0} min");
                }

                await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
            }
        }

        private Finding Write(Run run)
        {
            var steps = string.Concat(run.Steps.Select(step => $"| {step.Name} | {MarkdownReport.Word(step.Outcome)} | {step.Detail.Replace('\n', ' ')} |\n"));
            run.Folder.Write("incident.md", $"""
                # Incident: the session cache was rolled back

                - At: {settings.Time.GetUtcNow():yyyy-MM-dd HH:mm:ss} UTC
                - Cause: {cause}
                - Players: sessions and replays come from the database; no connection was dropped.
                - Follow-up: who, what, until when

                ## What was done

                | step | outcome | what was found |
                | --- | --- | --- |
                {steps}
                """ + "\n");
            return Finding.Pass("incident.md");
        }
    }
}
