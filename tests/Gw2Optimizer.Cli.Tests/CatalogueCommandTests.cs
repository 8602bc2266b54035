using System.Text.Json;

namespace Gw2Optimizer.Cli.Tests;

public sealed class CatalogueCommandTests : IDisposable
{
    private readonly Workplace place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task Diff_names_what_was_added_removed_and_changed_with_the_fields()
    {
        await Run.Of("catalogue", "import", "--from", Workplace.Older, "--out", place.Path("a"));
        await Run.Of("catalogue", "import", "--from", Workplace.Older, "--from", Edited(), "--out", place.Path("b"));

        var run = await Run.Of("catalogue", "diff", place.Path("a"), place.Path("b"));

        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain("+ traits.json: 999999 Brand New");
        run.Output.ShouldContain("~ traits.json: 214 Raging Storm");
        run.Output.ShouldContain("facts[0].value: 8 -> 9");
        run.Output.ShouldEndWith("1 added, 0 removed, 1 changed");
        (await Run.Of("catalogue", "diff", place.Path("b"), place.Path("a"))).Output.ShouldContain("- traits.json: 999999 Brand New");
        (await Run.Of("catalogue", "diff", place.Path("a"), place.Path("a"))).Output.ShouldBe("0 added, 0 removed, 0 changed");
    }

    [Fact]
    public async Task Diff_writes_JSON_when_asked()
    {
        await Run.Of("catalogue", "import", "--from", Workplace.Older, "--out", place.Path("a"));

        var run = await Run.Of("catalogue", "diff", place.Path("a"), "shipped", "--json");

        using var changes = JsonDocument.Parse(run.Output);
        changes.RootElement.EnumerateArray().Count(change => change.GetProperty("file").GetString() == "runes.json" && change.GetProperty("kind").GetString() == "Added")
            .ShouldBe(97);
    }

    [Fact]
    public async Task Diff_of_a_folder_without_a_catalogue_says_so()
    {
        var run = await Run.Of("catalogue", "diff", place.Path(), "shipped");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("There is no catalogue in");
    }

    [Fact]
    public async Task Show_tells_the_version_and_how_much_there_is()
    {
        using var shown = JsonDocument.Parse((await Run.Of("catalogue", "show")).Output);

        shown.RootElement.GetProperty("version").GetProperty("build").GetInt32().ShouldBe(191_645);
        shown.RootElement.GetProperty("entries").GetProperty("specialization").GetInt32().ShouldBe(81);
    }

    [Fact]
    public async Task Show_of_a_prefix_has_its_points_on_every_piece()
    {
        using var shown = JsonDocument.Parse((await Run.Of("catalogue", "show", "prefix", "berserker's")).Output);

        shown.RootElement.GetProperty("points").GetProperty("Ascended").GetProperty("Coat").GetProperty("Power").GetInt32().ShouldBe(141);
        shown.RootElement.GetProperty("points").GetProperty("Exotic").GetProperty("TwoHand").GetProperty("Ferocity").GetInt32().ShouldBe(171);
    }

    [Fact]
    public async Task Show_of_an_unknown_name_offers_the_nearest()
    {
        var run = await Run.Of("catalogue", "show", "rune", "Scholer");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("Superior Rune of the Scholar");
    }

    [Fact]
    public async Task Show_of_an_unknown_kind_lists_the_kinds()
    {
        var run = await Run.Of("catalogue", "show", "amulet");

        run.ExitCode.ShouldNotBe(0);
        run.Error.ShouldContain("profession, specialization");
    }

    [Fact]
    public async Task Show_of_a_kind_lists_its_names()
    {
        (await Run.Of("catalogue", "show", "boon")).Output.Split('\n').Length.ShouldBe(12);
    }

    private string Edited()
    {
        var folder = Directory.CreateDirectory(place.Path("edited")).FullName;
        var storm = File.ReadAllLines(Path.Combine(Workplace.Older, "traits.json"))
            .Single(line => line.Contains("\"Raging Storm\"", StringComparison.Ordinal)).Trim().TrimEnd(',');
        var changed = storm.Replace("\"value\":8", "\"value\":9", StringComparison.Ordinal);
        var added = storm.Replace("\"id\":214", "\"id\":999999", StringComparison.Ordinal).Replace("Raging Storm", "Brand New", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, "traits.json"), $"[{changed},{added}]");
        return folder;
    }
}
