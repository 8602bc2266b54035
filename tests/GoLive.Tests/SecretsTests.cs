using Gw2Optimizer.Server.Configuration;

namespace GoLive.Tests;

/// <summary>Keys that are drawn, recorded and due.</summary>
public sealed class SecretsTests : IDisposable
{
    private const string OldKey = "0123456789abcdef0123456789abcdefOLD";
    private readonly GoLiveRun golive = new([("SECRET_KEY", OldKey), ("OTHER", "kept # as it is"), ("SECRET_KEY_MADE_ON", "2020-01-01"), ("DATABASE_PASSWORD_MADE_ON", $"{DateTime.UtcNow:yyyy-MM-dd}")]);

    public void Dispose() => golive.Dispose();

    [Fact]
    public async Task A_key_that_is_overdue_is_told()
    {
        var result = await golive.RunAsync("secrets");
        result.ExitCode.ShouldBe(ExitCodes.Fail);
        result.OutcomeOf("SECRET_KEY").ShouldBe("fail");
        result.OutcomeOf("DATABASE_PASSWORD").ShouldBe("pass");
        result.OutcomeOf("MISTRAL_API_KEY").ShouldBe("skipped");
    }

    [Fact]
    public async Task A_new_key_leaves_the_old_one_to_verify_and_everything_else_as_it_was()
    {
        var result = await golive.RunAsync("secrets", "--generate");
        result.ExitCode.ShouldBe(ExitCodes.Pass, $"{result}");
        var variables = EnvironmentFile.Parse(File.ReadLines(golive.VariablesFile));
        SecretKeyRules.Fault(variables["SECRET_KEY"]).ShouldBeNull();
        variables["SECRET_KEY"].ShouldNotBe(OldKey);
        variables["OLD_SECRET_KEYS"].ShouldBe(OldKey);
        variables["SECRET_KEY_MADE_ON"].ShouldBe($"{DateTime.UtcNow:yyyy-MM-dd}");
        File.ReadAllText(golive.VariablesFile).ShouldContain("OTHER=kept # as it is");
        result.Output.ShouldNotContain(variables["SECRET_KEY"]);
        File.GetUnixFileMode(golive.VariablesFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task A_date_that_nobody_recorded_is_not_told_and_recorded_when_asked()
    {
        using var unknown = new GoLiveRun([("SECRET_KEY_MADE_ON", $"{DateTime.UtcNow:yyyy-MM-dd}")]);
        (await unknown.RunAsync("secrets")).ExitCode.ShouldBe(ExitCodes.Unknown);
        (await unknown.RunAsync("secrets", "--made", "DATABASE_PASSWORD")).ExitCode.ShouldBe(ExitCodes.Pass);
    }
}
