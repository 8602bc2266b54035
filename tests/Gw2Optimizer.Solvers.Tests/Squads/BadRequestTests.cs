using Gw2Optimizer.Solvers.Squads;

namespace Gw2Optimizer.Solvers.Tests.Squads;

public class BadRequestTests
{
    [Theory]
    [InlineData("zrg", 5, "game_mode", "There is no game mode 'zrg'. Did you mean zerg?")]
    [InlineData("zerg", 0, "team_size", "0 players: 1 to 50 are possible.")]
    [InlineData("zerg", 51, "team_size", "51 players: 1 to 50 are possible.")]
    public void A_mode_or_size_that_is_none_is_named(string mode, int size, string field, string message) =>
        Problem(new(mode, size)).ShouldBe(new(field, message));

    [Theory]
    [InlineData("Guardian", "Fierbrand", null, null, "pool[0].specialization", "There is no specialization 'Fierbrand'. Did you mean Firebrand?")]
    [InlineData("Gardian", null, null, null, "pool[0].profession", "There is no profession 'Gardian'. Did you mean Guardian?")]
    [InlineData(null, "Firebrand", "haeler", null, "pool[0].role", "There is no role 'haeler'. Did you mean healer?")]
    [InlineData("Thief", "Firebrand", null, null, "pool[0].specialization", "Firebrand is no specialization of Thief; it has Core, Daredevil, Deadeye, Specter, Antiquary.")]
    [InlineData(null, "Weaver", "healer", null, "pool[0].role", "No Weaver is known as healer; known are dps, condi_dps.")]
    [InlineData(null, "Firebrand", "healer", "alacrity", "pool[0].build", "No Firebrand is known as healer (alacrity); known are healer (quickness), boon_support (quickness), stability, condi_dps.")]
    public void A_name_that_is_none_is_told_with_the_nearest_or_with_those_there_are(string? profession, string? specialization, string? role, string? build, string field, string message) =>
        Problem(new("zerg", 5) { Pool = [new(new(profession, specialization, role, build))] }).ShouldBe(new(field, message));

    [Fact]
    public void Numbers_out_of_range_are_told_with_the_range()
    {
        Problem(new("raid", 5) { Pool = [new(new("Thief"), 0)] }).ShouldBe(new("pool[0].max", "0 copies: 1 to 50 are possible."));
        Problem(new("raid", 5) { Pool = [] }).ShouldBe(new("pool", "0 entries: 1 to 110 are possible."));
        Problem(new("raid", 5) { Locked = [new(new("Thief"), 51)] }).ShouldBe(new("locked[0].count", "51 players: 1 to 50 are possible."));
        Problem(new("raid", 5) { Roles = [new("strip", -1)] }).ShouldBe(new("preferences.roles.strip", "-1 players: 0 to 50 are possible."));
        Problem(new("raid", 5) { Limits = [new(new("Thief"), 51)] }).ShouldBe(new("limits[0].max", "51 players: 0 to 50 are possible."));
        Problem(new("raid", 5) { Limits = [.. Enumerable.Repeat(new SquadLimit(new("Thief"), 1), 111)] }).ShouldBe(new("limits", "111 entries: 0 to 110 are possible."));
    }

    [Fact]
    public void A_locked_member_is_somebody() =>
        Problem(new("raid", 5) { Locked = [new(new(Role: "healer"))] }).ShouldBe(new("locked[0]", "A locked member needs a profession or a specialization."));

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        var request = new SquadRequest("rad", 99) { Avoid = ["Theif"], Roles = [new("stripper", 2)] };

        var wrong = request.Solve().ShouldBeOfType<SquadOutcome.Wrong>();

        wrong.Problems.Select(problem => problem.Field).ShouldBe(["game_mode", "team_size", "preferences.roles.stripper", "preferences.avoid[0]"], ignoreOrder: true);
        wrong.Problems.ShouldContain(problem => problem.Message == "There is no specialization or profession 'Theif'. Did you mean Thief?");
    }

    [Theory]
    [InlineData("Core Guardian")]
    [InlineData("Honor")]
    [InlineData("core")]
    public void A_build_without_an_elite_specialization_goes_by_any_of_its_names(string name) =>
        new SquadRequest("raid", 1) { Pool = [new(new("Guardian", name))] }.Solved().Subgroups[0][0].Title.ShouldBe("core Guardian");

    [Fact]
    public void Names_fold_and_short_names_of_roles_and_modes_are_known()
    {
        var solved = new SquadRequest("WvW", 2) { Pool = [new(new(" guardian ", "FIREBRAND", "Heal"), 1), new(new(null, "Core-Guardian", "stab"))] }.Solved();

        solved.Needs.Mode.ShouldBe("zerg");
        solved.Subgroups[0].Select(member => member.Role).ShouldBe(["healer", "stability"], ignoreOrder: true);
    }

    private static SquadProblem Problem(SquadRequest request) => request.Solve().ShouldBeOfType<SquadOutcome.Wrong>().Problems.ShouldHaveSingleItem();
}
