using GoLive.Tests.Monitoring;
using YamlDotNet.RepresentationModel;

namespace GoLive.Tests.Deployment;

/// <summary>What docker-compose itself makes of the files: it checks them against its schema, and needs no engine for that.</summary>
public sealed class ComposeTests : IDisposable
{
    private const string Production = "docker-compose.prod.yml";
    private const string Monitoring = "docker-compose.monitoring.yml";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("compose-");

    public ComposeTests()
    {
        foreach (var file in (string[])[Production, Monitoring])
        {
            File.Copy(Checkout.PathOf(file), Path.Combine(folder.FullName, file));
        }

        File.WriteAllText(Path.Combine(folder.FullName, ".env"), Checkout.Read(".env.production.example"));
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task What_the_runbook_starts_is_there_and_the_stores_are_not_published()
    {
        var services = await ReadAsync(Production, ("DATABASE_PASSWORD", "x"));
        Ports(services["backend"]).ShouldBe(["127.0.0.1:8000:8000/tcp"]);
        Ports(services["frontend"]).ShouldBe(["127.0.0.1:5173:5173/tcp"]);
        Ports(services["postgres"]).ShouldBeEmpty();
        Ports(services["redis"]).ShouldBeEmpty();
        foreach (var name in (string[])["backend", "frontend", "postgres", "redis"])
        {
            ((YamlMappingNode)services[name]).Children.ShouldContainKey("healthcheck", name);
        }

        foreach (var name in (string[])["backend", "frontend"])
        {
            $"{services[name]["image"]}".ShouldBe("gw2optimizer/server:latest");
            $"{services[name]["environment"]["ENVIRONMENT"]}".ShouldBe("production");
            $"{services[name]["depends_on"]["postgres"]["condition"]}".ShouldBe("service_healthy");
        }
    }

    [Fact]
    public async Task A_release_is_chosen_by_its_tag() =>
        $"{(await ReadAsync(Production, ("DATABASE_PASSWORD", "x"), ("GW2OPTIMIZER_TAG", "v0.4.0")))["backend"]["image"]}".ShouldBe("gw2optimizer/server:v0.4.0");

    [Theory]
    [InlineData(Production, "DATABASE_PASSWORD")]
    [InlineData(Monitoring, "GRAFANA_ADMIN_PASSWORD", "ALERT_WEBHOOK_FILE")]
    [InlineData(Monitoring, "ALERT_WEBHOOK_FILE", "GRAFANA_ADMIN_PASSWORD")]
    public async Task No_secret_has_a_default(string file, string missing, params string[] given)
    {
        var refused = await SystemProgram.Compose.TryAsync(Arguments(file), given.Select(name => (name, "/x")));
        refused.ExitCode.ShouldNotBe(0, missing);
        refused.Errors.ShouldContain("Missing mandatory value");
    }

    [Fact]
    public async Task What_watches_is_for_the_host_only_and_lies_where_the_runbook_looks()
    {
        var services = await ReadAsync(Monitoring, ("GRAFANA_ADMIN_PASSWORD", "x"), ("ALERT_WEBHOOK_FILE", "/x"));
        Ports(services["prometheus"]).ShouldBe(["127.0.0.1:9090:9090/tcp"]);
        Ports(services["grafana"]).ShouldBe(["127.0.0.1:3000:3000/tcp"]);
        Ports(services["alertmanager"]).ShouldBe(["127.0.0.1:9093:9093/tcp"]);
    }

    [Fact]
    public async Task Every_file_that_is_mounted_is_in_the_repository()
    {
        var services = await ReadAsync(Monitoring, ("GRAFANA_ADMIN_PASSWORD", "x"), ("ALERT_WEBHOOK_FILE", "/x"));
        var mounted = services.Children.Values.SelectMany(service => (YamlSequenceNode)service["volumes"]).Select(volume => $"{volume}").Where(volume => volume.StartsWith(folder.FullName, StringComparison.Ordinal)).Select(volume => volume[(folder.FullName.Length + 1)..].Split(':')[0]).ToList();
        mounted.Count.ShouldBe(5);
        mounted.ShouldAllBe(path => Path.Exists(Checkout.PathOf(path)));
    }

    [Fact]
    public async Task Prometheus_scrapes_each_node_and_keeps_what_the_longest_alert_looks_back()
    {
        var nodes = (await ReadAsync(Production, ("DATABASE_PASSWORD", "x"))).Children.Where(service => $"{service.Value["image"]}".StartsWith("gw2optimizer/server", StringComparison.Ordinal)).Select(service => $"'{service.Key}:8000'");
        Checkout.Read("monitoring/prometheus.yml").ShouldContain($"targets: [{string.Join(", ", nodes)}]");
        Checkout.Read(Monitoring).ShouldContain("--storage.tsdb.retention.time=30d");
    }

    [Fact]
    public void Backups_are_made_at_night_and_tested_on_Sundays()
    {
        Checkout.Read("deploy/systemd/gw2optimizer-backup.timer").ShouldContain("OnCalendar=*-*-* 02:00:00\n");
        Checkout.Read("deploy/systemd/gw2optimizer-backup.service").ShouldContain("golive backup\n");
        Checkout.Read("deploy/systemd/gw2optimizer-restore-test.timer").ShouldContain("OnCalendar=Sun *-*-* 03:00:00\n");
        Checkout.Read("deploy/systemd/gw2optimizer-restore-test.service").ShouldContain("golive restore-test\n");
    }

    private static IEnumerable<string> Ports(YamlNode service) => ((YamlMappingNode)service).Children.TryGetValue("ports", out var ports) ? ((YamlSequenceNode)ports).Select(port => $"{port}") : [];

    private string[] Arguments(string file) => ["-f", Path.Combine(folder.FullName, file), "--profile", "operators", "config"];

    private async Task<YamlMappingNode> ReadAsync(string file, params (string Name, string Value)[] variables)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(await SystemProgram.Compose.RunAsync(Arguments(file), variables)));
        return (YamlMappingNode)yaml.Documents[0].RootNode["services"];
    }
}
