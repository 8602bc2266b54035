namespace GoLive.Tests.Monitoring;

public sealed class ConfigurationTests
{
    [Fact]
    public async Task Promtool_accepts_the_rules() => await SystemProgram.Promtool.RunAsync(["check", "rules", Checkout.PathOf("monitoring/prometheus-alerts.yml")]);

    [Theory]
    [InlineData("monitoring/prometheus-alerts.test.yml")]
    [InlineData("monitoring/prometheus-alerts.days.test.yml")]
    public async Task The_unit_tests_of_the_rules_pass(string tests) => await SystemProgram.Promtool.RunAsync(["test", "rules", Checkout.PathOf(tests)]);

    [Fact]
    public async Task Promtool_accepts_the_configuration()
    {
        var folder = Directory.CreateTempSubdirectory("prometheus-");
        try
        {
            // The secret lies where the compose file puts it.
            var configuration = Checkout.Read("monitoring/prometheus.yml").Replace("/run/secrets/", $"{folder.FullName}/");
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "metrics_token"), "", TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "prometheus.yml"), configuration, TestContext.Current.CancellationToken);
            File.Copy(Checkout.PathOf("monitoring/prometheus-alerts.yml"), Path.Combine(folder.FullName, "prometheus-alerts.yml"));
            (await SystemProgram.Promtool.RunAsync(["check", "config", Path.Combine(folder.FullName, "prometheus.yml")])).ShouldContain("1 rule files found");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Amtool_accepts_the_configuration() => await SystemProgram.Amtool.RunAsync(["check-config", Checkout.PathOf("monitoring/alertmanager.yml")]);

    [Theory]
    [InlineData("sev1")]
    [InlineData("sev2")]
    [InlineData("sev3")]
    [InlineData("sev4")]
    public async Task Somebody_is_told_of_every_severity(string severity) =>
        (await SystemProgram.Amtool.RunAsync(["config", "routes", "test", $"--config.file={Checkout.PathOf("monitoring/alertmanager.yml")}", $"severity={severity}"])).Trim().ShouldBe("people");
}
