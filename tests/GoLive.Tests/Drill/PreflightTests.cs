namespace GoLive.Tests.Drill;

/// <summary>Everything that the others will need, there and not there.</summary>
public sealed class PreflightTests(StagingFixture fixture)
{
    private static readonly string Today = $"{DateTime.UtcNow:yyyy-MM-dd}";

    private static readonly (string Name, string Value)[] Complete =
    [
        ("ENVIRONMENT", "staging"), ("SECRET_KEY", "8f14e45fceea167a5a36dedd4bea2543f3cc1b2d"), ("DATABASE_URL", "postgres://u:p@db/d"), ("REDIS_URL", "redis://cache:6379/0"),
        ("SECRET_KEY_MADE_ON", Today), ("DATABASE_PASSWORD_MADE_ON", Today),
    ];

    [Fact]
    public async Task A_system_that_is_ready_passes()
    {
        var result = await PreflightAsync(Complete, "on_call: '+49 30 1234'\ndevops_lead: '#ops'\ndatabase_admin: '#db'\nsecurity_team: '#sec'\n");
        result.ExitCode.ShouldBe(ExitCodes.Pass, $"{result}");
    }

    [Fact]
    public async Task Placeholders_and_what_is_missing_are_named_and_no_secret_is_told()
    {
        var result = await PreflightAsync([.. Complete.Where(one => one.Name is not ("SECRET_KEY" or "DATABASE_URL")), ("SECRET_KEY", "changeme-hunter2"), ("DATABASE_URL", "postgres://u:<password>@db/d")], "on_call: '[phone]'\n");
        result.ExitCode.ShouldBe(ExitCodes.Fail);
        result.OutcomeOf("SECRET_KEY").ShouldBe("fail");
        result.OutcomeOf("DATABASE_URL").ShouldBe("fail");
        result.OutcomeOf("contacts").ShouldBe("fail");
        result.OutcomeOf("REDIS_URL").ShouldBe("pass");
        result.Output.ShouldNotContain("hunter2");
    }

    private async Task<GoLiveResult> PreflightAsync(IEnumerable<(string Name, string Value)> variables, string contacts)
    {
        var staging = await fixture.UseAsync();
        using var golive = new GoLiveRun([.. staging.Variables, .. variables], [.. staging.Logs.SelectMany(log => (string[])["--log", log])]);
        var file = Path.Combine(Path.GetDirectoryName(golive.VariablesFile)!, "contacts.yaml");
        await File.WriteAllTextAsync(file, contacts, TestContext.Current.CancellationToken);
        // A series that is born with the first request of its kind.
        using var http = new HttpClient();
        await http.GetStringAsync(new Uri(staging.Cluster.Nodes[0].Address, "/openapi.json"), TestContext.Current.CancellationToken);
        return await golive.RunAsync("preflight", "--contacts", file);
    }
}
