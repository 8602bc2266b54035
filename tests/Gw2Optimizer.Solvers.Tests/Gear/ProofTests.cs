using Gw2Optimizer.Solvers.Gear;

namespace Gw2Optimizer.Solvers.Tests.Gear;

public sealed class ProofTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(200)]
    public void Proofs_of_random_problems_hold_build_by_build(int first)
    {
        var parts = 0;
        for (var seed = (ulong)first; seed < (ulong)first + 100; seed++)
        {
            var problem = RandomProblems.Of(seed);
            var answer = GearSolver.Solve(problem, new(RecordProof: true, Workers: 1), cancelled: Cancelled);
            new ProofChecker(problem, answer.Proof!).Check(answer.Best?.Value ?? 0, everyBuild: true, new(seed));
            parts += answer.Proof!.Parts.Length;
        }

        parts.ShouldBeGreaterThan(200);
    }

    [Theory]
    [InlineData("Oracle/01-power-luminary-2h-3prefix.json")]
    [InlineData("Oracle/04-quickbrand-boonduration-40.json")]
    [InlineData("Oracle/05-heal-druid-bd70-toughness-window.json")]
    [InlineData("Oracle/07-power-berserker-18-infusions.json")]
    [InlineData("Oracle/08-power-reaper-shroud.json")]
    [InlineData("Oracle/11-power-luminary-all-extras.json.gz")]
    [InlineData("Oracle/13-healer-min-damage.json")]
    [InlineData("Oracle/14-power-luminary-4prefix-minhealth.json")]
    public void Proofs_of_recorded_problems_cover_everything_and_hold_where_they_are_tried(string name)
    {
        var problem = OracleCase.Read(name).Problem;
        var answer = GearSolver.Solve(problem, new(RecordProof: true), cancelled: Cancelled);
        answer.Status.ShouldBe(GearStatus.Proven);
        var checker = new ProofChecker(problem, answer.Proof!);
        checker.Check(answer.Best!.Value, everyBuild: false, new(1));
        checker.Builds.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void A_forged_proof_is_found_out()
    {
        var problem = OracleCase.Read("Oracle/01-power-luminary-2h-3prefix.json").Problem;
        var answer = GearSolver.Solve(problem, new(RecordProof: true), cancelled: Cancelled);
        var proof = answer.Proof!;
        Should.Throw<ShouldAssertException>(() => new ProofChecker(problem, proof with { Parts = proof.Parts[1..] }).Check(answer.Best!.Value, everyBuild: false, new(1)));
        var closed = proof.Parts.First(part => part.Plane is not null);
        var raised = closed with { Plane = closed.Plane!.Value.SetItem(closed.Plane.Value.Length - 1, closed.Plane.Value[^1] + 5_000) };
        Should.Throw<ShouldAssertException>(() => new ProofChecker(problem, proof with { Parts = proof.Parts.Replace(closed, raised) }).Check(answer.Best!.Value, everyBuild: false, new(1)));
        Should.Throw<ShouldAssertException>(() => new ProofChecker(problem, proof).Check(answer.Best!.Value * 0.99, everyBuild: false, new(1)));
    }
}
