using Gw2Optimizer.Combat.Squads;
using Gw2Optimizer.Solvers.Squads;

namespace Gw2Optimizer.Solvers.Tests.Squads;

public class EverySizeTests
{
    [Theory]
    [InlineData("zerg")]
    [InlineData("raid_guild")]
    [InlineData("roaming")]
    [InlineData("raid")]
    [InlineData("strike")]
    [InlineData("fractal")]
    [InlineData("open_world")]
    [InlineData("spvp")]
    public void Every_size_has_its_squad_in_subgroups_of_five_within_its_bound(string mode)
    {
        for (var size = 1; size <= SquadRequest.SizeMax; size++)
        {
            var solved = new SquadRequest(mode, size) { Steps = 300_000 }.Solved();

            solved.Size.ShouldBe(size);
            solved.Subgroups.SkipLast(1).ShouldAllBe(subgroup => subgroup.Count == SquadScore.SubgroupSize);
            solved.Subgroups[^1].Count.ShouldBe(((size - 1) % SquadScore.SubgroupSize) + 1);
            solved.Subgroups.SelectMany(subgroup => subgroup).ShouldAllBe(member => SquadCatalogue.Shipped.Archetypes.Contains(member));
            solved.Rating.Points.ShouldBe(SquadScore.Rate(solved.Needs, solved.Subgroups).Points);
            solved.Score.ShouldBeInRange(0, 100);
            solved.Bound.ShouldBeGreaterThanOrEqualTo(solved.Score);
            solved.Proven.ShouldBe(solved.Bound - solved.Score <= 1e-6 * Math.Max(1, solved.Score), $"{mode} {size}");
        }
    }

    [Theory]
    [InlineData("zerg", 50)]
    [InlineData("raid", 10)]
    [InlineData("raid_guild", 25)]
    [InlineData("fractal", 5)]
    [InlineData("open_world", 7)]
    public void Without_a_pool_the_best_is_proven(string mode, int size) => new SquadRequest(mode, size).Solved().Proven.ShouldBeTrue();

    [Theory]
    [InlineData(10, 5, 40, 1)]
    [InlineData(25, 5, 30, 2)]
    [InlineData(50, 0, 40, 3)]
    [InlineData(50, 10, 40, 4)]
    public void With_hardly_more_players_than_seats_the_best_is_proven(int size, int spare, int archetypes, int seed) =>
        RandomRequests.Tight("zerg", size, spare, archetypes, seed).Solved().Proven.ShouldBeTrue();

    [Fact]
    public void The_same_request_has_the_same_squad()
    {
        var request = RandomRequests.Tight("zerg", 30, 4, 25, seed: 5);

        var first = request.Solved();
        var second = request.Solved();

        second.Subgroups.Select(Ids).ShouldBe(first.Subgroups.Select(Ids));
        second.BoundPoints.ShouldBe(first.BoundPoints);
        second.Work.ShouldBe(first.Work);
    }

    [Fact]
    public void A_cancelled_search_gives_a_squad_and_its_bound()
    {
        var outcome = SquadSolver.Solve(RandomRequests.Tight("zerg", 50, 5, 40, seed: 6), cancellation: new CancellationToken(canceled: true));

        var solved = outcome.ShouldBeOfType<SquadOutcome.Solved>();
        solved.Size.ShouldBe(50);
        solved.Bound.ShouldBeGreaterThan(solved.Score);
        solved.Proven.ShouldBeFalse();
    }

    [Fact]
    public void Progress_only_closes_in()
    {
        var told = new List<(long Points, long Bound)>();

        SquadSolver.Solve(RandomRequests.Tight("zerg", 50, 10, 40, seed: 1), (points, bound) => told.Add((points, bound)), TestContext.Current.CancellationToken);

        told.Count.ShouldBeGreaterThan(2);
        told.Zip(told.Skip(1)).ShouldAllBe(pair => pair.Second.Points >= pair.First.Points && pair.Second.Bound <= pair.First.Bound);
        told.ShouldAllBe(at => at.Bound >= at.Points);
    }

    [Fact]
    public void Equal_archetypes_share_the_seats()
    {
        var solved = new SquadRequest("raid", 50).Solved();

        solved.Subgroups.SelectMany(subgroup => subgroup).Select(member => member.Specialization).Distinct().Count().ShouldBeGreaterThan(5);
    }

    private static string Ids(IReadOnlyList<Archetype> subgroup) => string.Join(' ', subgroup.Select(member => member.Id));
}
