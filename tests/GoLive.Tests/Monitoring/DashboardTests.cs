using GoLive.Gates;
using System.Text.Json;
using GoLive.Monitoring;

namespace GoLive.Tests.Monitoring;

public sealed class DashboardTests
{
    public static TheoryData<string, string, string[]> Wanted() => new()
    {
        { "gw2optimizer-main.json", "GW2Optimizer Overview", ["Request rate", "Error rate", "Latency", "Active connections"] },
        { "gw2optimizer-application.json", "GW2Optimizer Application", ["CPU", "Memory", "Database connections", "Redis hits and misses"] },
        { "gw2optimizer-business.json", "GW2Optimizer Business", ["Active users, 24 h", "Builds created", "Teams created", "AI requests"] },
        { "gw2optimizer-alerts.json", "GW2Optimizer Alerts", ["Active alerts", "Incident timeline"] },
        { "game-session-cache.json", "Game Session Cache", ["Cache Hit Rate", "Cache Misses", "Cache Errors", "Hydrate against prune", "Reconnect"] },
    };

    [Theory]
    [MemberData(nameof(Wanted))]
    public void A_dashboard_shows_what_the_runbooks_name(string file, string title, string[] panels)
    {
        var dashboard = Json(file);
        dashboard.GetProperty("title").GetString().ShouldBe(title);
        panels.ShouldBeSubsetOf(Panels(dashboard).Select(panel => panel.GetProperty("title").GetString()!));
    }

    [Theory]
    [MemberData(nameof(Wanted))]
    public void Panels_do_not_lie_on_each_other_nor_beyond_the_edge(string file, string title, string[] panels)
    {
        var places = Panels(Json(file)).Select(panel => panel.GetProperty("gridPos")).Select(place => (X: place.GetProperty("x").GetInt32(), Y: place.GetProperty("y").GetInt32(), W: place.GetProperty("w").GetInt32(), H: place.GetProperty("h").GetInt32())).ToList();
        places.Count.ShouldBeGreaterThanOrEqualTo(panels.Length, title);
        places.ShouldAllBe(place => place.X + place.W <= 24);
        places.SelectMany(place => from x in Enumerable.Range(place.X, place.W) from y in Enumerable.Range(place.Y, place.H) select (x, y)).ShouldBeUnique();
    }

    [Fact]
    public void A_threshold_that_is_drawn_is_that_of_the_file_of_thresholds()
    {
        var changed = Checkout.Slo with { Slos = [.. Checkout.Slo.Slos.Select(slo => slo.Name == "latency_p95" ? slo with { Alerts = [slo.Alerts[0] with { Bound = new(Min: null, Max: 7) }] } : slo)] };
        Red(Checkout.Slo).ShouldBe(1);
        Red(changed).ShouldBe(7);

        static double Red(SloFile slo) => Panels(JsonSerializer.Deserialize<JsonElement>(MonitoringFiles.Render(slo)["monitoring/dashboards/gw2optimizer-main.json"]))
            .Single(panel => panel.GetProperty("title").GetString() == "Latency")
            .GetProperty("fieldConfig").GetProperty("defaults").GetProperty("thresholds").GetProperty("steps").EnumerateArray()
            .Single(step => step.GetProperty("color").GetString() == "red").GetProperty("value").GetDouble();
    }

    [Fact]
    public void The_datasource_that_panels_name_is_the_one_that_is_provisioned() =>
        Checkout.Read("monitoring/grafana/provisioning/datasources/prometheus.yml").ShouldContain($"uid: {Panels(Json("gw2optimizer-main.json"))[0].GetProperty("datasource").GetProperty("uid").GetString()}\n");

    [Fact]
    public void Links_to_dashboards_are_unambiguous() => MonitoringFiles.Dashboards(Checkout.Slo).Select(dashboard => dashboard.Uid).ShouldBeUnique();

    private static JsonElement Json(string file) => JsonSerializer.Deserialize<JsonElement>(Checkout.Read($"monitoring/dashboards/{file}"));

    private static IReadOnlyList<JsonElement> Panels(JsonElement dashboard) => [.. dashboard.GetProperty("panels").EnumerateArray()];
}
