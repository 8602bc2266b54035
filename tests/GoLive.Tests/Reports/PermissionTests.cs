using GoLive.Reports;
using GoLive.Tests.Drill;
using GoLive.Verbs;

namespace GoLive.Tests.Reports;

/// <summary>What a signature opens, and what closes it again.</summary>
public sealed class PermissionTests : IDisposable
{
    private readonly GoLiveRun golive = new([]);

    public void Dispose() => golive.Dispose();

    [Fact]
    public void Nothing_begins_without_a_validation()
    {
        Canary().ShouldBe(Outcome.Fail);
        Rollout().ShouldBe(Outcome.Fail);
    }

    [Fact]
    public void A_signed_go_opens_the_canary_and_a_signed_canary_the_rollout()
    {
        Validated.Write(golive);
        Canary().ShouldBe(Outcome.Pass);
        Rollout().ShouldBe(Outcome.Fail);
        Validated.Write(golive, "canary");
        Rollout().ShouldBe(Outcome.Pass);
    }

    [Theory]
    [InlineData("NO-GO", "QA")]
    [InlineData("UNKNOWN", "QA")]
    [InlineData("GO", null)]
    public void Neither_a_no_go_nor_an_unsigned_go_opens_anything(string decision, string? signer)
    {
        Validated.Write(golive);
        Validated.Write(golive, decision: decision, signer: signer);
        Canary().ShouldBe(Outcome.Fail);
        Validated.Write(golive, "canary", decision: decision, signer: signer);
        Rollout().ShouldBe(Outcome.Fail);
    }

    [Fact]
    public void A_drill_opens_drills_alone()
    {
        Validated.Write(golive, isDrill: true);
        Canary().ShouldBe(Outcome.Fail);
        Canary(isDrill: true).ShouldBe(Outcome.Pass);
        Validated.Write(golive, "canary", isDrill: true);
        Rollout().ShouldBe(Outcome.Fail);
        Rollout(isDrill: true).ShouldBe(Outcome.Pass);
    }

    [Fact]
    public void A_rollback_closes_the_rollout()
    {
        Validated.Write(golive, "canary");
        Thread.Sleep(2);
        Validated.Write(golive, "rollback");
        Rollout().ShouldBe(Outcome.Fail);
    }

    [Theory]
    [InlineData("report.json")]
    [InlineData("manifest.json")]
    public void Evidence_that_was_changed_after_it_was_signed_opens_nothing(string file)
    {
        Validated.Write(golive);
        var path = Path.Combine(Directory.GetDirectories(golive.Evidence).Single(), file);
        File.WriteAllText(path, File.ReadAllText(path) + " ");
        Canary().ShouldBe(Outcome.Fail);
    }

    [Fact]
    public void A_signature_by_another_key_than_it_says_is_none()
    {
        Validated.Write(golive);
        var path = Directory.GetFiles(golive.Evidence, "signature-*.json", SearchOption.AllDirectories).Single();
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"name\": \"QA\"", "\"name\": \"Lead\"", StringComparison.Ordinal));
        Canary().ShouldBe(Outcome.Fail);
    }

    private Outcome Canary(bool isDrill = false) => Permission.ForCanary(Runs.Read(golive.Evidence), isDrill).Outcome;

    private Outcome Rollout(bool isDrill = false) => Permission.ForRollout(Runs.Read(golive.Evidence), isDrill).Outcome;
}
