using GoLive.Gates;
using GoLive.Monitoring;
using YamlDotNet.RepresentationModel;

namespace GoLive.Tests.Monitoring;

public sealed class AlertRulesTests
{
    private static readonly string[] UnitTests = ["monitoring/prometheus-alerts.test.yml", "monitoring/prometheus-alerts.days.test.yml"];

    private static readonly YamlMappingNode Group = (YamlMappingNode)Yaml(Checkout.Read(MonitoringFiles.Alerts))["groups"][0];

    public static TheoryData<string> Names() => [.. Checkout.Alerts.Select(alert => alert.Name)];

    [Fact]
    public void The_group_is_called_and_evaluated_as_the_runbook_has_it()
    {
        $"{Group["name"]}".ShouldBe("gw2optimizer");
        $"{Group["interval"]}".ShouldBe("30s");
    }

    [Theory]
    [InlineData("HighErrorRate", "5m")]
    [InlineData("HighLatency", "5m")]
    [InlineData("InstanceDown", "1m")]
    [InlineData("PipelineFailure", "0s")]
    [InlineData("HighAICost", "0s")]
    public void What_the_runbook_names_is_there_and_lasts_as_long(string name, string wait) => $"{Rule(name)["for"]}".ShouldBe(wait);

    [Theory]
    [MemberData(nameof(Names))]
    public void An_alert_says_how_soon_what_was_measured_and_where_to_read_on(string name)
    {
        var rule = Rule(name);
        $"{rule["labels"]["severity"]}".ShouldBeOneOf("sev1", "sev2", "sev3", "sev4");
        $"{rule["annotations"]["summary"]}".ShouldContain("{{ $value | humanize");
        $"{rule["annotations"]["description"]}".ShouldContain("wanted at");
        $"{rule["annotations"]["runbook_url"]}".ShouldBe($"docs/RUNBOOK_PRODUCTION.md#{name.ToLowerInvariant()}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_alert_has_unit_tests_on_both_sides_of_its_threshold(string name)
    {
        var tests = UnitTests.SelectMany(file => (YamlSequenceNode)Yaml(Checkout.Read(file))["tests"]).Where(test => test["name"].ToString().StartsWith($"{name} ", StringComparison.Ordinal)).ToList();
        tests.ShouldContain(test => Expects(test).Any(alerts => alerts.Contains($"alertname=\"{name}\"")), $"{name} is never told");
        tests.ShouldContain(test => Expects(test).Any(alerts => !alerts.Contains($"alertname=\"{name}\"")), $"{name} is never silent");
    }

    [Fact]
    public void A_drill_shortens_windows_and_waits_and_no_threshold()
    {
        var alert = Checkout.Alerts.Single(alert => alert.Name == "CacheHitRateLow");
        var drilled = AlertRules.Expression(alert, Checkout.Slo, new Pace(Windows: 30, Waits: 300));
        drilled.ShouldBe(AlertRules.Expression(alert, Checkout.Slo, Pace.Real).Replace("[5m]", "[10s]"));
    }

    [Theory]
    [InlineData("{ name: A, severity: sev5, max: 1 }")]
    [InlineData("{ name: A, severity: sev1 }")]
    [InlineData("{ name: A, severity: sev1, min: 1, max: 1 }")]
    [InlineData("{ name: A, severity: sev1, max: 1, traffic: 1 }")]
    [InlineData("{ name: A, severity: sev1, max: soon }")]
    public void An_alert_that_nobody_can_understand_is_refused(string alert) => Should.Throw<FormatException>(() => SloFile.Parse($$"""
        slo:
          - { name: a, measure: { rate: [a_total] }, alerts: [{{alert}}] }
        rollout: { canary: { percent: [10], watch: 1m }, full: { percent: [100], watch: 1m } }
        """));

    private static YamlNode Rule(string name) => ((YamlSequenceNode)Group["rules"]).Single(rule => $"{rule["alert"]}" == name);

    private static IEnumerable<string> Expects(YamlNode test) =>
        ((YamlSequenceNode)test["promql_expr_test"]).Select(check => string.Join(' ', ((YamlSequenceNode)check["exp_samples"]).Select(sample => $"{sample["labels"]}")));

    private static YamlNode Yaml(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        return yaml.Documents[0].RootNode;
    }
}
