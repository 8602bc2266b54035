using GoLive.Gates;
using GoLive.Reports;

namespace GoLive.Tests.Gates;

/// <summary>The gates of <c>deploy/slo.yaml</c>, on both sides of every bound.</summary>
public sealed class GateTests
{
    private const double Least = 1e-9;

    private static readonly SloFile Slos = SloFile.Read(Path.Combine(AppContext.BaseDirectory, "slo.yaml"));

    public static TheoryData<string, string, double> Bounds => new()
    {
        { "Staging", "reconnect_p95", 0.3 },
        { "Staging", "cache_hit_rate", 0.8 },
        { "Staging", "cache_errors", 0.01 },
        { "Staging", "backlog_after_ack", 5 },
        { "Staging", "log_warnings", 0 },
        { "Canary", "reconnect_p95", 0.3 },
        { "Canary", "cache_hit_rate", 0.75 },
        { "Canary", "cache_errors", 0.02 },
        { "Canary", "backlog_after_ack", 5 },
        { "Canary", "log_warnings", 0 },
    };

    [Theory]
    [MemberData(nameof(Bounds))]
    public void Each_gate_passes_at_its_bound_and_fails_beyond_it(string phase, string name, double bound)
    {
        var gate = Slos.Gates(Enum.Parse<Phase>(phase)).Single(one => one.Slo.Name == name);
        var beyond = gate.Bound.Min is null ? Math.Max(Least, bound * (1 + Least)) : bound * (1 - Least);
        gate.Judge(Reading.Of(bound)).Verdict.ShouldBe(Verdict.Pass);
        gate.Judge(Reading.Of(beyond)).Verdict.ShouldBe(Verdict.Fail);
    }

    [Theory]
    [InlineData("Staging")]
    [InlineData("Canary")]
    public void There_are_five_gates_a_phase(string phase) =>
        Slos.Gates(Enum.Parse<Phase>(phase)).Select(gate => gate.Slo.Name).ShouldBe(["reconnect_p95", "cache_hit_rate", "cache_errors", "backlog_after_ack", "log_warnings"]);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_is_no_number_is_not_told(double value) => Slos.Gates(Phase.Canary)[0].Judge(Reading.Of(value)).Verdict.ShouldBe(Verdict.Unknown);

    [Fact]
    public void One_that_fails_is_named_and_counts_more_than_one_that_cannot_be_told()
    {
        var gates = Slos.Gates(Phase.Canary);
        var healthy = gates.Select(gate => gate.Judge(Reading.Of(gate.Bound.Max ?? gate.Bound.Min!.Value))).ToList();
        Judgements.Tell(healthy).Outcome.ShouldBe(Outcome.Pass);
        List<Judgement> unseen = [.. healthy.Skip(1), gates[0].Judge(Reading.None("away"))];
        Judgements.Tell(unseen).Outcome.ShouldBe(Outcome.Unknown);
        var failed = Judgements.Tell([.. unseen.Skip(1), gates[1].Judge(Reading.Of(0.1))]);
        failed.Outcome.ShouldBe(Outcome.Fail);
        failed.Detail.ShouldContain("cache_hit_rate");
        failed.Detail.ShouldNotContain("reconnect_p95");
    }

    [Fact]
    public void Plans_are_those_of_the_go_to_production_document()
    {
        Slos.Canary.Percents.ShouldBe([10, 20]);
        Slos.Canary.Watch.ShouldBe(TimeSpan.FromMinutes(45));
        Slos.Full.Percents.ShouldBe([50, 100]);
        Slos.Full.Watch.ShouldBe(TimeSpan.FromHours(2));
    }

    [Theory]
    [InlineData("")]
    [InlineData("slo: []")]
    [InlineData("slo: [{ name: a }]")]
    [InlineData("slo: [{ name: a, measure: { rate: ['no name'] } }]\nrollout: { canary: { percent: [1], watch: 1m }, full: { percent: [1], watch: 1m } }")]
    [InlineData("slo: [{ name: a, measure: { rate: [x] }, canary: {} }]\nrollout: { canary: { percent: [1], watch: 1m }, full: { percent: [1], watch: 1m } }")]
    [InlineData("slo: [{ name: a, measure: { rate: [x] } }]\nrollout: { canary: { percent: [1], watch: soon }, full: { percent: [1], watch: 1m } }")]
    public void A_file_that_cannot_be_understood_is_refused(string yaml) => Should.Throw<FormatException>(() => SloFile.Parse(yaml));
}
