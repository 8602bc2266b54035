using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GoLive.Gates;

namespace GoLive.Monitoring.Dashboards;

/// <summary>A dashboard as Grafana imports it.</summary>
/// <remarks>https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/</remarks>
internal static class DashboardJson
{
    private const int Columns = 24;
    private const int PanelHeight = 8;
    private const int SchemaVersion = 39;

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Render(Dashboard dashboard) => new JsonObject
    {
        ["uid"] = dashboard.Uid,
        ["title"] = dashboard.Title,
        ["description"] = "Made of deploy/slo.yaml by: golive monitoring",
        ["tags"] = new JsonArray("gw2optimizer"),
        ["editable"] = false,
        ["schemaVersion"] = SchemaVersion,
        ["refresh"] = "30s",
        ["time"] = new JsonObject { ["from"] = "now-1h", ["to"] = "now" },
        ["templating"] = new JsonObject { ["list"] = new JsonArray() },
        ["annotations"] = new JsonObject { ["list"] = new JsonArray(Alerts()) },
        ["links"] = new JsonArray(new JsonObject { ["type"] = "dashboards", ["tags"] = new JsonArray("gw2optimizer"), ["title"] = "Others", ["asDropdown"] = true, ["includeVars"] = false, ["keepTime"] = true }),
        ["panels"] = new JsonArray([.. Placed(dashboard.Panels)]),
    }.ToJsonString(Readable) + "\n";

    /// <summary>From left to right, then below.</summary>
    private static IEnumerable<JsonNode> Placed(IReadOnlyList<Panel> panels)
    {
        var (x, y) = (0, 0);
        for (var at = 0; at < panels.Count; at++)
        {
            var panel = panels[at];
            if (x + panel.Width > Columns)
            {
                (x, y) = (0, y + PanelHeight);
            }

            yield return Json(panel, at + 1, x, y);
            x += panel.Width;
        }
    }

    private static JsonObject Json(Panel panel, int id, int x, int y) => new()
    {
        ["id"] = id,
        ["title"] = panel.Title,
        ["type"] = panel.Kind switch { PanelKind.Lines => "timeseries", PanelKind.Number => "stat", PanelKind.Timeline => "state-timeline", _ => "table" },
        ["datasource"] = Source(),
        ["gridPos"] = new JsonObject { ["x"] = x, ["y"] = y, ["w"] = panel.Width, ["h"] = PanelHeight },
        ["fieldConfig"] = new JsonObject { ["defaults"] = Look(panel), ["overrides"] = new JsonArray() },
        ["options"] = Options(panel.Kind),
        ["targets"] = new JsonArray([.. panel.Queries.Select((query, at) => (JsonNode)Target(query, (char)('A' + at), panel.Kind))]),
    };

    private static JsonObject Target(Query query, char name, PanelKind kind) => new()
    {
        ["refId"] = $"{name}",
        ["datasource"] = Source(),
        ["expr"] = query.Expression,
        ["legendFormat"] = query.Legend,
        ["instant"] = kind is PanelKind.Table,
        ["range"] = kind is not PanelKind.Table,
        ["format"] = kind is PanelKind.Table ? "table" : "time_series",
    };

    private static JsonObject Look(Panel panel)
    {
        var look = new JsonObject { ["unit"] = panel.Unit };
        if (panel.Limit is { } limit)
        {
            look["thresholds"] = new JsonObject { ["mode"] = "absolute", ["steps"] = Steps(limit) };
            look["color"] = new JsonObject { ["mode"] = panel.Kind is PanelKind.Number ? "thresholds" : "palette-classic" };
            look["custom"] = panel.Kind is PanelKind.Lines ? new JsonObject { ["thresholdsStyle"] = new JsonObject { ["mode"] = "line+area" } } : new JsonObject();
        }

        return look;
    }

    /// <summary>The first step has no value: it begins at the lowest there is.</summary>
    private static JsonArray Steps(Bound limit) => limit.Min is { } min
        ? new JsonArray(Step("red", value: null), Step("green", min))
        : new JsonArray(Step("green", value: null), Step("red", limit.Max));

    private static JsonObject Step(string color, double? value) => new() { ["color"] = color, ["value"] = value };

    private static JsonObject Options(PanelKind kind) => kind switch
    {
        PanelKind.Lines => new() { ["legend"] = new JsonObject { ["displayMode"] = "table", ["placement"] = "bottom", ["calcs"] = new JsonArray("lastNotNull", "max") }, ["tooltip"] = new JsonObject { ["mode"] = "multi" } },
        PanelKind.Number => new() { ["reduceOptions"] = new JsonObject { ["calcs"] = new JsonArray("lastNotNull") } },
        _ => [],
    };

    /// <summary>On every dashboard, when something fired.</summary>
    private static JsonObject Alerts() => new()
    {
        ["name"] = "Alerts",
        ["datasource"] = Source(),
        ["enable"] = true,
        ["iconColor"] = "red",
        ["expr"] = AlertsDashboard.Firing,
        ["titleFormat"] = "{{alertname}}",
        ["tagKeys"] = AlertRules.SeverityLabel,
    };

    private static JsonObject Source() => new() { ["type"] = "prometheus", ["uid"] = "prometheus" };
}
