using System.Text.Json;

namespace Gw2Optimizer.Cli.Tests.Squads;

public sealed class SquadCommandTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public async Task A_table_shows_each_subgroup_and_the_proof_and_progress_goes_beside_it()
    {
        var (code, output, error) = await Run.Of("squad", "--mode", "raid", "--size", "10");

        code.ShouldBe(0);
        output.ShouldContain("raid, 10 players: score");
        output.ShouldContain("proven the best");
        output.ShouldContain("Subgroup 2");
        error.ShouldContain("points ");
    }

    [Fact]
    public async Task Explained_it_tells_every_term_and_gap()
    {
        var output = (await Run.Of("squad", "--size", "5", "--pool", "Weaver", "--pool", "Firebrand:healer*1", "--explain")).Output;

        output.ShouldContain("the only one with ");
        output.ShouldContain("quickness +");
        output.ShouldContain("Terms, ");
        output.ShouldContain("nobody available gives alacrity");
    }

    [Fact]
    public async Task Json_has_the_apis_fields()
    {
        var squad = JsonDocument.Parse((await Run.Of("squad", "--mode", "fractal", "--json", "--locked", "Druid", "--role", "strip=1", "--avoid", "Thief")).Output).RootElement;

        squad.GetProperty("size").GetInt32().ShouldBe(5);
        squad.GetProperty("proven_optimal").GetBoolean().ShouldBeTrue();
        squad.GetProperty("bound").GetDouble().ShouldBeGreaterThanOrEqualTo(squad.GetProperty("score").GetDouble());
        var members = squad.GetProperty("subgroups")[0].GetProperty("members").EnumerateArray().ToArray();
        members.Length.ShouldBe(5);
        members.ShouldContain(member => member.GetProperty("specialization").GetString() == "Druid");
        members.ShouldContain(member => member.GetProperty("role").GetString() == "strip");
        members.ShouldAllBe(member => member.GetProperty("profession").GetString() != "Thief" && member.GetProperty("why").GetString() != string.Empty);
        members[0].GetProperty("provides")[0].GetProperty("evidence").GetString().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_request_is_read_as_the_api_takes_it_and_its_program_is_written()
    {
        File.WriteAllText(file, """{"game_mode": "raids", "team_size": 2, "pool": [{"specialization": "Weaver", "max": 1}, {"profession": "Mesmer"}], "preferences": {"roles": {"dps": 1}, "note": "x"}}""");
        var program = Path.ChangeExtension(file, ".lp");

        var (code, output, _) = await Run.Of("squad", "--request", file, "--write-lp", program);

        code.ShouldBe(0);
        output.ShouldContain("raid, 2 players");
        File.ReadAllText(program).ShouldContain("Maximize");
        File.Delete(program);
    }

    [Theory]
    [InlineData("--pool", "Firbrand", "pool[0].specialization: There is no specialization 'Firbrand'. Did you mean Firebrand?")]
    [InlineData("--size", "51", "team_size: 51 players: 1 to 50 are possible.")]
    [InlineData("--pool", "Firebrand*x", "'Firebrand*x': 'x' is no number.")]
    [InlineData("--role", "strip", "'strip': write role=number, as strip=2.")]
    [InlineData("--limit", "Weaver", "'Weaver': a limit needs its number, as Firebrand*2.")]
    [InlineData("--pool", "a/b/c", "'a/b/c': write [profession/]specialization[:role[:build]], as Guardian/Firebrand:healer.")]
    public async Task What_is_wrong_is_said_and_the_code_is_1(string option, string value, string message)
    {
        var (code, output, error) = await Run.Of("squad", option, value);

        code.ShouldBe(1);
        output.ShouldBeEmpty();
        error.ShouldContain(message);
    }

    [Fact]
    public async Task A_request_without_its_mode_is_refused()
    {
        File.WriteAllText(file, """{"team_size": 2}""");

        (await Run.Of("squad", "--request", file)).ShouldSatisfyAllConditions(run => run.ExitCode.ShouldBe(1), run => run.Error.ShouldContain("game_mode is missing."));
    }

    [Fact]
    public async Task A_conflict_tells_its_parts_and_what_would_do()
    {
        var (code, _, error) = await Run.Of("squad", "--size", "5", "--role", "strip=3", "--role", "healer=3");

        code.ShouldBe(1);
        error.ShouldContain("at least 3 strip");
        error.ShouldContain("at least 3 healer");
        error.ShouldContain("from 3 to 2");
        JsonDocument.Parse((await Run.Of("squad", "--size", "5", "--role", "strip=3", "--role", "healer=3", "--json")).Output).RootElement.GetProperty("conflict").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Synergy_is_told_as_text_and_as_json()
    {
        (await Run.Of("synergy", "Firebrand", "Scourge", "--explain")).Output.ShouldContain("of 10");
        var json = JsonDocument.Parse((await Run.Of("synergy", "Firebrand", "Scourge", "--mode", "raid", "--json")).Output).RootElement;
        var turned = JsonDocument.Parse((await Run.Of("synergy", "Scourge", "Firebrand", "--mode", "raid", "--json")).Output).RootElement;

        json.GetProperty("score").GetDouble().ShouldBeInRange(0, 10);
        turned.GetProperty("score").GetDouble().ShouldBe(json.GetProperty("score").GetDouble());
        (await Run.Of("synergy", "Firebrnd", "Scourge")).ShouldSatisfyAllConditions(run => run.ExitCode.ShouldBe(1), run => run.Error.ShouldContain("Did you mean Firebrand?"));
    }
}
