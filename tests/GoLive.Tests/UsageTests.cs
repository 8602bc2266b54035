namespace GoLive.Tests;

/// <summary>What an operator may say, and what a plan shows.</summary>
public sealed class UsageTests : IDisposable
{
    private readonly GoLiveRun golive = new([], "--server", "http://127.0.0.1:9");

    public void Dispose() => golive.Dispose();

    [Theory]
    [InlineData("canary", "--percent", "9")]
    [InlineData("canary", "--percent", "21")]
    [InlineData("canary", "--watch", "44m")]
    [InlineData("canary", "--watch", "soon")]
    [InlineData("rollout", "--watch", "1h")]
    [InlineData("smoke", "--pages", "nowhere")]
    [InlineData("smoke", "--log", "/no/such/file")]
    [InlineData("smoke", "--slo", "/no/such/file")]
    [InlineData("announce", "nothing")]
    [InlineData("secrets", "--made", "PIN")]
    [InlineData("sign", "no-such-run", "--name", "QA")]
    [InlineData("rollback", "--purge")]
    [InlineData("smoke", "--unheard-of")]
    [InlineData("unheard-of")]
    [InlineData("announce")]
    [InlineData("restore")]
    [InlineData]
    public async Task What_makes_no_sense_is_told_with_a_hint_and_exits_with_2(params string[] arguments)
    {
        var result = await golive.RunAsync(arguments);
        result.ExitCode.ShouldBe(ExitCodes.Usage, $"{result}");
        result.Errors.ShouldNotBeEmpty();
        result.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("preflight")]
    [InlineData("smoke")]
    [InlineData("validate")]
    [InlineData("canary")]
    [InlineData("rollout")]
    [InlineData("rollback")]
    [InlineData("uat")]
    [InlineData("report")]
    [InlineData("secrets")]
    public async Task A_dry_run_prints_its_plan_and_leaves_nothing(string verb)
    {
        var result = await golive.RunAsync(verb, "--dry-run");
        result.ExitCode.ShouldBe(ExitCodes.Pass, $"{result}");
        result.Json.GetProperty("steps").GetArrayLength().ShouldBeGreaterThan(1);
        Directory.Exists(golive.Evidence).ShouldBeFalse();
    }

    /// <summary>It runs in any directory; thresholds came with the program.</summary>
    [Fact]
    public async Task A_file_that_the_working_directory_lacks_is_told_with_how_to_name_it()
    {
        var preflight = await golive.RunAsync("preflight");
        preflight.ExitCode.ShouldBe(ExitCodes.Fail, $"{preflight}");
        preflight.Json.GetProperty("steps").EnumerateArray().Single(step => step.GetProperty("name").GetString() == "contacts").GetProperty("hint").GetString()!.ShouldContain("--contacts");
    }

    [Theory]
    [InlineData("smoke", 1)]
    [InlineData("uat", 1)]
    [InlineData("canary", 1)]
    [InlineData("report", 3)]
    public async Task A_server_that_is_away_is_never_a_pass(string verb, int exit)
    {
        var result = await golive.RunAsync(verb);
        result.ExitCode.ShouldBe(exit, $"{result}");
        result.Json.GetProperty("steps").GetArrayLength().ShouldBeGreaterThan(0);
    }
}
