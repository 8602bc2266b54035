using Gw2Optimizer.Solvers.Squads;

namespace Gw2Optimizer.Solvers.Tests.Squads;

public class ConflictTests
{
    [Fact]
    public void A_pool_with_fewer_players_than_seats_is_too_small()
    {
        var infeasible = Infeasible(new("raid", 10) { Pool = [new(new(null, "Firebrand"), 3), new(new(null, "Scourge", "strip"), 2)] });

        infeasible.PoolTooSmall.ShouldBeTrue();
        infeasible.Relaxation.ShouldBe([new("team_size", "fewer players", 10, 5)]);
    }

    [Fact]
    public void Wishes_that_do_not_fit_the_squad_together_are_told_with_the_least_change()
    {
        var infeasible = Infeasible(new("raid", 5) { Roles = [new("healer", 3), new("strip", 3), new("tank", 0)], Limits = [new(new("Thief"), 1)] });

        infeasible.Conflict.Select(rule => rule.Field).ShouldBe(["preferences.roles.healer", "preferences.roles.strip"], ignoreOrder: true);
        infeasible.Relaxation.Sum(change => change.From - change.To).ShouldBe(1);
    }

    [Fact]
    public void A_wish_that_the_pool_cannot_meet_names_the_pool()
    {
        var infeasible = Infeasible(new("zerg", 5) { Pool = [new(new(null, "Firebrand")), new(new(null, "Scourge", "strip"), 1)], Roles = [new("strip", 2)] });

        infeasible.PoolTooSmall.ShouldBeFalse();
        infeasible.Conflict.Select(rule => rule.Field).ShouldBe(["preferences.roles.strip", "pool"], ignoreOrder: true);
        infeasible.Relaxation.ShouldBe([new("preferences.roles.strip", "at least 2 strip", 2, 1)]);
    }

    [Fact]
    public void Who_is_locked_and_avoided_is_a_conflict()
    {
        var infeasible = Infeasible(new("zerg", 5) { Locked = [new(new(null, "Deadeye"))], Avoid = ["thief"] });

        infeasible.Conflict.Select(rule => rule.Kind).ShouldBe([RuleKind.Locked, RuleKind.Avoid], ignoreOrder: true);
    }

    [Fact]
    public void More_locked_players_than_seats_are_a_conflict()
    {
        var infeasible = Infeasible(new("raid", 3) { Locked = [new(new(null, "Firebrand"), 2), new(new(null, "Scourge"), 2)] });

        infeasible.Conflict.Count.ShouldBe(2);
        infeasible.Relaxation.ShouldHaveSingleItem().ShouldSatisfyAllConditions(change => change.From.ShouldBe(2), change => change.To.ShouldBe(1));
    }

    [Fact]
    public void Two_locked_entries_are_two_players_though_one_could_be_both()
    {
        var request = new SquadRequest("zerg", 5) { Locked = [new(new("Guardian", Role: "healer")), new(new(null, "Firebrand"))], Limits = [new(new("Guardian"), 1)] };

        Infeasible(request).Conflict.ShouldContain(rule => rule.Kind == RuleKind.Limit);
        (request with { Limits = [new(new("Guardian"), 2)] }).Solved().Subgroups.SelectMany(subgroup => subgroup)
            .Count(member => member.Profession == "Guardian").ShouldBe(2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Without_any_one_of_the_conflicting_wishes_there_is_a_squad(int strips)
    {
        var request = new SquadRequest("zerg", 5)
        {
            Locked = [new(new(null, "Firebrand", "stability"), 2)],
            Roles = [new("strip", strips), new("healer", 4 - strips), new("cleanse", 1)],
            Limits = [new(new("Guardian"), 4)],
        };

        var conflict = Infeasible(request).Conflict;

        conflict.Count.ShouldBeGreaterThan(1);
        Only(request, conflict).Solve().ShouldBeOfType<SquadOutcome.Infeasible>();
        foreach (var rule in conflict)
        {
            Only(request, [.. conflict.Where(other => other != rule)]).Solve().ShouldBeOfType<SquadOutcome.Solved>(rule.Label);
        }
    }

    private static SquadRequest Only(SquadRequest request, IReadOnlyList<ConflictingRule> rules) => request with
    {
        Locked = rules.Any(rule => rule.Kind == RuleKind.Locked) ? request.Locked : [],
        Roles = [.. request.Roles.Where(wish => rules.Any(rule => rule.Field == $"preferences.roles.{wish.Role}"))],
        Limits = rules.Any(rule => rule.Kind == RuleKind.Limit) ? request.Limits : [],
    };

    [Fact]
    public void Locked_members_come_even_if_the_pool_does_not_name_them()
    {
        var solved = new SquadRequest("zerg", 5) { Pool = [new(new(null, "Scourge"))], Locked = [new(new(null, "Firebrand", "healer"))] }.Solved();

        solved.Subgroups[0].Count(member => member.Specialization == "Firebrand").ShouldBe(1);
        solved.Subgroups[0].Count(member => member.Specialization == "Scourge").ShouldBe(4);
    }

    private static SquadOutcome.Infeasible Infeasible(SquadRequest request) => request.Solve().ShouldBeOfType<SquadOutcome.Infeasible>();
}
