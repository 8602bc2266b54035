using System.Text.Json;

namespace Gw2Optimizer.Cli.Tests;

public sealed class ChatCodeCommandTests : IDisposable
{
    private readonly Workplace place = new();

    public static TheoryData<string> Links =>
    [
        "[&DQMGOyYvRh4qDyoPhgCGABoblQEQGwcBCRuJAQAAAAAAAAAAAAAAAAAAAAACVQAzAAA=]",
        "[&DQQAAAAAAAB5AHkAAAAAAAAAAAAAAAAAAAAAAAEAAQAAAAAAAAAAAAAAAAACMwAjAATo9gAAm/YAAN32AABn9wAA]",
        "[&DQkOHQMmPyrcEdwRBhIGEisSKxLUEdQRyhHKEQUEBAIrEtQRBhIGEisS1BEDawA1AAUAAA==]",
        "[&DQkAAAAARQDcEdwRAAAAACsSAADUEQAAAAAAAAQCAwDUESsSAAAAAAAAAAA=]",
    ];

    public void Dispose() => place.Dispose();

    [Theory]
    [MemberData(nameof(Links))]
    public async Task What_decode_writes_encode_turns_into_the_same_link(string link)
    {
        var decoded = await Run.Of("chat-code", "decode", link);
        decoded.ExitCode.ShouldBe(0, decoded.Error);

        (await Encode(decoded.Output)).Output.ShouldBe(link);
    }

    [Fact]
    public async Task A_template_is_told_by_names()
    {
        using var decoded = JsonDocument.Parse((await Run.Of("chat-code", "decode", "[&DQMGOyYvRh4qDyoPhgCGABoblQEQGwcBCRuJAQAAAAAAAAAAAAAAAAAAAAACVQAzAAA=]")).Output);

        decoded.RootElement.GetProperty("profession").GetString().ShouldBe("Engineer");
        decoded.RootElement.GetProperty("lines")[2].GetProperty("name").GetString().ShouldBe("Mechanist");
        decoded.RootElement.GetProperty("lines")[2].GetProperty("traits").GetArrayLength().ShouldBe(3);
        decoded.RootElement.GetProperty("weapons")[0].GetProperty("name").GetString().ShouldBe("Rifle");
    }

    [Fact]
    public async Task A_template_can_be_written_by_names_alone()
    {
        const string json = """
            {"profession": "guardian",
             "lines": [{"name": "radiance", "choices": [1, 2, 3]}, {"name": "Honor", "choices": [0, 0, 1]}, {"name": "Firebrand", "choices": [3, 2, 1]}],
             "land": [{"name": "Mantra of Solace"}, null, {"skill": 9246}], "weapons": [{"name": "axe"}, {"name": "Shield"}]}
            """;

        var encoded = await Encode(json);

        encoded.ExitCode.ShouldBe(0, encoded.Error);
        using var decoded = JsonDocument.Parse((await Run.Of("chat-code", "decode", encoded.Output)).Output);
        decoded.RootElement.GetProperty("land")[0].GetProperty("name").GetString().ShouldBe("Mantra of Solace");
        decoded.RootElement.GetProperty("land")[1].ValueKind.ShouldBe(JsonValueKind.Null);
        decoded.RootElement.GetProperty("land")[2].GetProperty("skill").GetInt32().ShouldBe(9246);
        decoded.RootElement.GetProperty("lines")[2].GetProperty("choices").EnumerateArray().Select(choice => choice.GetInt32()).ShouldBe([3, 2, 1]);
        decoded.RootElement.GetProperty("weapons")[1].GetProperty("code").GetInt32().ShouldBe(87);
    }

    [Theory]
    [InlineData("""{"profession": "Gaurdian"}""", "'Guardian'")]
    [InlineData("""{"profession": "Guardian", "lines": [{"name": "Firebrnd"}]}""", "'Firebrand'")]
    [InlineData("""{"profession": "Guardian", "lines": [{"name": "Firebrand"}]}""", "EliteNotThird")]
    [InlineData("""{"profession": "Guardian", "lines": [{"name": "Fire"}]}""", "ForeignSpecialization")]
    [InlineData("""{"profession": "Guardian", "lines": [{"name": "Honor", "choices": [4, 0, 0]}]}""", "0 (none) to 3")]
    [InlineData("""{"profession": "Guardian", "lines": [null, null, null, null]}""", "at most 3")]
    [InlineData("""{"profession": "Guardian", "land": [{"name": "Mantra of Solac"}]}""", "Mantra of Solace")]
    [InlineData("""{"profession": "Warrior", "land": [{"name": "Mantra of Solace"}]}""", "Warrior cannot equip")]
    [InlineData("""{"profession": "Warrior", "weapons": [{"name": "Trident"}]}""", "Trident")]
    [InlineData("""{}""", "no profession")]
    [InlineData("""nonsense""", "")]
    public async Task What_cannot_be_written_is_told(string json, string told)
    {
        var run = await Encode(json);

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldContain(told);
    }

    [Fact]
    public async Task Items_and_skills_are_told_by_name()
    {
        (await Run.Of("chat-code", "decode", "[&AgEEYQAA]")).Output.ShouldContain("Superior Rune of the Scholar");
        (await Run.Of("chat-code", "decode", "[&Bn0lAAA=]")).Output.ShouldContain("\"skill\"");
        (await Run.Of("chat-code", "decode", "[&AdsnAAA=]")).Output.ShouldContain("0x01");
    }

    [Fact]
    public async Task A_broken_link_is_told_with_its_fault()
    {
        var run = await Run.Of("chat-code", "decode", "[&DQMG]");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldStartWith("WrongLength: ");
    }

    private async Task<Run> Encode(string json)
    {
        var file = place.Path("template.json");
        await File.WriteAllTextAsync(file, json, TestContext.Current.CancellationToken);
        return await Run.Of("chat-code", "encode", file);
    }
}
