using System.Globalization;
using System.Text.Json;
using GoLive.Monitoring;
using Gw2Optimizer.RealServer;
using RealStores;

namespace GoLive.Tests.Monitoring;

/// <summary>A real Prometheus with the rules that are deployed.</summary>
internal sealed class DrillPrometheus : IAsyncDisposable
{
    private const string Every = "1s";

    /// <summary>5 min are 6 s, and 10 min are 2 s of waiting.</summary>
    private static readonly Pace Shortened = new(Windows: 50, Waits: 300);

    /// <summary>An hour is 72 s, and may have to pass.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("prometheus-");
    private readonly HttpClient http;
    private readonly RunningProgram prometheus;

    private DrillPrometheus(string rules, Func<int, string> configure)
    {
        var port = Ports.Free();
        http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var configuration = Path.Combine(folder.FullName, "prometheus.yml");
        File.WriteAllText(configuration, configure(port));
        File.WriteAllText(Path.Combine(folder.FullName, "prometheus-alerts.yml"), rules);
        prometheus = new RunningProgram(SystemProgram.Prometheus, $"--config.file={configuration}", $"--storage.tsdb.path={folder.FullName}/data", $"--web.listen-address=127.0.0.1:{port}");
    }

    /// <summary>Scrapes these, with the rules in their drill's pace.</summary>
    public static Task<DrillPrometheus> StartAsync(params IEnumerable<ServerProcess> servers) => StartAsync(AlertRules.Render(Checkout.Slo, Shortened, Every), _ => $$"""
        global: { scrape_interval: {{Every}}, evaluation_interval: {{Every}} }
        rule_files: [prometheus-alerts.yml]
        scrape_configs:
          - job_name: gw2optimizer
            static_configs: [{ targets: [{{string.Join(", ", servers.Select(server => $"'{server.Address.Authority}'"))}}] }]
        """);

    /// <summary>As it is deployed, but that it scrapes each second, and this server in place of both nodes.</summary>
    /// <param name="tokenFile">In place of the secret.</param>
    public static Task<DrillPrometheus> StartDeployedAsync(string server, string tokenFile) => StartAsync(Checkout.Read("monitoring/prometheus-alerts.yml"), port => Replace(
        Checkout.Read("monitoring/prometheus.yml"),
        ("scrape_interval: 15s", $"scrape_interval: {Every}"),
        ("/run/secrets/metrics_token", tokenFile),
        ("'backend:8000', 'frontend:8000'", $"'{server}'"),
        ("localhost:9090", $"127.0.0.1:{port}"),
        ("alertmanager:9093", "127.0.0.1:9")));

    private static async Task<DrillPrometheus> StartAsync(string rules, Func<int, string> configure)
    {
        SystemProgram.Prometheus.SkipWithout();
        var started = new DrillPrometheus(rules, configure);
        await started.prometheus.UntilAsync(async cancellation => (await started.http.GetAsync(new Uri("/-/ready", UriKind.Relative), cancellation)).IsSuccessStatusCode);
        return started;
    }

    public async Task<IReadOnlyList<DrillSample>> QueryAsync(string expression)
    {
        var answer = await http.GetAsync(new Uri($"/api/v1/query?query={Uri.EscapeDataString(expression)}", UriKind.Relative), TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{expression}: {text}");
        return
        [
            .. JsonSerializer.Deserialize<JsonElement>(text).GetProperty("data").GetProperty("result").EnumerateArray().Select(sample => new DrillSample(
                sample.GetProperty("metric").EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString()!),
                double.Parse(sample.GetProperty("value")[1].GetString()!.Replace("Inf", "Infinity"), NumberStyles.Float, CultureInfo.InvariantCulture))),
        ];
    }

    /// <summary>The names of those that fire, each once.</summary>
    public async Task<IReadOnlySet<string>> FiringAsync() => (await QueryAsync("""ALERTS{alertstate="firing"}""")).Select(sample => sample.Labels["alertname"]).ToHashSet();

    /// <summary>Waits until all of these fire, each at some moment.</summary>
    public async Task FireAsync(params string[] names)
    {
        var missing = names.ToHashSet();
        await UntilAsync(async () =>
        {
            missing.ExceptWith(await FiringAsync());
            return missing.Count == 0;
        }, () => $"not told: {string.Join(", ", missing)}");
    }

    /// <summary>Waits until none of these fires.</summary>
    public async Task ClearAsync(params string[] names)
    {
        IEnumerable<string> still = [];
        await UntilAsync(async () => !(still = (await FiringAsync()).Intersect(names)).Any(), () => $"still told: {string.Join(", ", still)}");
    }

    /// <summary>Waits until this returns a number.</summary>
    public Task HoldsAsync(string expression, string whose = "drill") => UntilAsync(
        async () => (await QueryAsync(expression)).Any(sample => double.IsFinite(sample.Value)),
        () => $"{whose}: {expression} returns nothing");

    public static async Task UntilAsync(Func<Task<bool>> holds, Func<string> fault)
    {
        for (var patience = DateTime.UtcNow + Patience; !await holds(); await Task.Delay(200, TestContext.Current.CancellationToken))
        {
            (DateTime.UtcNow < patience).ShouldBeTrue(fault());
        }
    }

    private static string Replace(string text, params IEnumerable<(string There, string Here)> changes)
    {
        foreach (var (there, here) in changes)
        {
            text.ShouldContain(there);
            text = text.Replace(there, here, StringComparison.Ordinal);
        }

        return text;
    }

    public async ValueTask DisposeAsync()
    {
        await prometheus.DisposeAsync();
        http.Dispose();
        folder.Delete(recursive: true);
    }
}

internal sealed record DrillSample(IReadOnlyDictionary<string, string> Labels, double Value);
