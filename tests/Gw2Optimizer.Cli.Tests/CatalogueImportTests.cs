using Gw2Optimizer.Combat.Catalogue;
using Gw2Optimizer.Importer.Catalogues;
using Gw2Optimizer.Importer.Import;

namespace Gw2Optimizer.Cli.Tests;

public sealed class CatalogueImportTests : IDisposable
{
    private readonly Workplace place = new();

    private string Target => place.Path("data");

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task Recorded_answers_become_a_catalogue()
    {
        var run = await Import();

        run.ExitCode.ShouldBe(0, run.Error);
        var game = new GameCatalogue(CatalogueFolder.Reader(Target));
        run.Output.ShouldBe(game.DataVersion);
        game.DataVersion.ShouldStartWith("203989-");
        game.Version.Sources.ShouldBe(["older", "newer"]);
        game.Professions.Get("Thief").BaseHealth.ShouldBe(1645);
        game.Specializations.Get("Specter").MajorTraits.Length.ShouldBe(9);
        game.Runes.Get("Scholar").LegendaryId.ShouldBe(91595);
        game.Infusions.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Each_step_tells_how_far_it_is()
    {
        var run = await Import();

        run.Error.ShouldContain("items: ");
        for (var done = 1; done <= 10; done++) run.Error.ShouldContain($"({done} of 10)");
    }

    [Fact]
    public async Task The_newest_recording_wins_record_by_record()
    {
        await Import();

        await Run.Of("catalogue", "import", "--from", Workplace.Older, "--out", place.Path("old"));

        Percent(Target).ShouldBe(25);
        Percent(place.Path("old")).ShouldBe(50);

        static double? Percent(string folder) => new GameCatalogue(CatalogueFolder.Reader(folder))
            .Traits.Get("Adrenal Implant").Facts.Single(fact => fact.Type == "Percent").Percent;
    }

    [Fact]
    public async Task What_a_newer_recording_lost_is_taken_from_the_older()
    {
        await Import();

        var conversion = new GameCatalogue(CatalogueFolder.Reader(Target)).Traits.Get("Ferocious Winds").Facts.Single(fact => fact.Type == "BuffConversion");

        (conversion.Target, conversion.Source, conversion.Percent).ShouldBe(("CritDamage", "Precision", 7));
    }

    [Fact]
    public async Task Values_of_merged_game_modes_are_all_kept()
    {
        await Import();

        var inscription = new GameCatalogue(CatalogueFolder.Reader(Target)).Traits.Get("Inscription");

        inscription.Facts.Durations("Regeneration").Length.ShouldBe(2);
    }

    [Fact]
    public async Task Every_prefixed_buff_and_untyped_fact_of_a_players_skill_is_kept()
    {
        await Import();

        var skills = new GameCatalogue(CatalogueFolder.Reader(Target)).Skills;

        skills.Get("Glyph of Elemental Power").Facts.Count(fact => fact.Prefix is not null).ShouldBeGreaterThan(0);
        skills.Get("Nefarious Favor").Facts.ShouldContain(fact => fact.Type == "Untyped" && fact.Percent == 21);
        skills.FindAll("Throw Gunk").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_skill_without_usable_facts_and_a_relic_without_numbers_are_unknown()
    {
        await Import();

        var game = new GameCatalogue(CatalogueFolder.Reader(Target));
        game.Skills.Get("Elixir of Bliss").FactsKnown.ShouldBeFalse();
        game.Relics.Get("Relic of the Flock").EffectsKnown.ShouldBeFalse();
        game.Foods.Get("Cilantro Lime Sous-Vide Steak").EffectsKnown.ShouldBeFalse();
    }

    [Fact]
    public async Task Itemstats_of_one_name_become_one_prefix()
    {
        await Import();

        var prefixes = new GameCatalogue(CatalogueFolder.Reader(Target)).Prefixes;
        prefixes.Select(prefix => prefix.Name).ShouldBe(["Berserker", "Celestial", "Giver", "Mighty", "Rabid and Apothecary"]);
        prefixes.Get("Berserker").ArmorAndWeapons!.Ids.ShouldBe([161, 1077]);
        prefixes.Get("Berserker").TrinketsAndBack!.Ids.ShouldBe([584, 599]);
        prefixes.Get("Giver").ArmorAndWeapons!.Terms.Length.ShouldBe(3);
        prefixes.Get("Rabid and Apothecary").Shape.ShouldBe(PrefixShape.Mixed);
    }

    [Fact]
    public async Task The_same_sources_give_the_same_bytes_and_version()
    {
        var first = await Import();
        await Run.Of("catalogue", "import", "--from", Workplace.Older, "--from", Workplace.Newer, "--out", place.Path("again"));

        foreach (var file in CatalogueFiles.Imported.Append(CatalogueFiles.Version))
            File.ReadAllBytes(Path.Combine(Target, file)).ShouldBe(File.ReadAllBytes(place.Path("again", file)), file);
        first.Output.ShouldEndWith(ImportRun.Digest(CatalogueFolder.Reader(place.Path("again"))));
    }

    [Fact]
    public async Task An_import_over_another_tells_what_changed_and_keeps_curated_files()
    {
        await Run.Of("catalogue", "import", "--from", Workplace.Older, "--out", Target);
        Directory.CreateDirectory(Path.Combine(Target, "Facts"));
        await File.WriteAllTextAsync(Path.Combine(Target, "Facts", "own.json"), "{}", TestContext.Current.CancellationToken);

        var run = await Import();

        run.Error.ShouldContain("0 added, 0 removed, 2 changed");
        File.Exists(Path.Combine(Target, "Facts", "own.json")).ShouldBeTrue();
        Directory.Exists(Target + ".old").ShouldBeFalse();
        Directory.Exists(Target + ".partial").ShouldBeFalse();
    }

    [Fact]
    public async Task A_cut_file_is_named_and_nothing_is_published()
    {
        var broken = Copy(Workplace.Older);
        var traits = Path.Combine(broken, "traits.json");
        await File.WriteAllTextAsync(traits, (await File.ReadAllTextAsync(traits, TestContext.Current.CancellationToken))[..2000], TestContext.Current.CancellationToken);

        var run = await Run.Of("catalogue", "import", "--from", broken, "--out", Target);

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("traits.json");
        Directory.Exists(Target).ShouldBeFalse();
    }

    [Fact]
    public async Task A_cut_import_goes_on_and_ends_as_if_it_was_never_cut()
    {
        var fails = true;
        var reads = new List<string>();
        var source = new FailingSource(new RecordedSource(Workplace.Older), endpoint => fails && endpoint == "itemstats", reads);
        var cut = new ImportRun(Target, [source], ["older"], _ => { });
        await Should.ThrowAsync<IOException>(() => cut.RunAsync(TestContext.Current.CancellationToken));
        Directory.Exists(Target).ShouldBeFalse();

        fails = false;
        reads.Clear();
        var lines = new List<string>();
        var (version, _) = await new ImportRun(Target, [source], ["older"], lines.Add).RunAsync(TestContext.Current.CancellationToken);

        reads.ShouldBe(["itemstats", "items"]);
        lines.ShouldContain("traits.json: was there already (3 of 10)");
        await Run.Of("catalogue", "import", "--from", Workplace.Older, "--out", place.Path("whole"));
        new GameCatalogue(CatalogueFolder.Reader(place.Path("whole"))).DataVersion.ShouldBe(version.DataVersion);
    }

    [Fact]
    public async Task A_cut_import_of_other_sources_is_started_afresh()
    {
        var source = new FailingSource(new RecordedSource(Workplace.Older), endpoint => endpoint == "items", []);
        await Should.ThrowAsync<IOException>(() => new ImportRun(Target, [source], ["older"], _ => { }).RunAsync(TestContext.Current.CancellationToken));

        var run = await Import();

        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldNotContain("was there already");
    }

    [Fact]
    public async Task A_run_that_died_between_its_two_renames_is_made_good()
    {
        await Import();
        Directory.Move(Target, Target + ".old");

        var run = await Run.Of("catalogue", "import", "--from", place.Path("nothing"), "--out", Target);
        run.ExitCode.ShouldNotBe(0);
        var again = await Import();

        again.ExitCode.ShouldBe(0, again.Error);
        again.Error.ShouldContain("0 added, 0 removed, 0 changed");
        Directory.Exists(Target + ".old").ShouldBeFalse();
    }

    [Fact]
    public async Task Without_a_source_or_with_a_missing_folder_the_command_says_so()
    {
        (await Run.Of("catalogue", "import", "--out", Target)).Error.ShouldContain("--from DIR, --network");
        (await Run.Of("catalogue", "import", "--from", place.Path("missing"), "--out", Target)).Error.ShouldContain("missing");
        Directory.CreateDirectory(place.Path("empty"));
        (await Run.Of("catalogue", "import", "--from", place.Path("empty"), "--out", Target)).Error.ShouldContain("/v2/professions");
    }

    [Fact]
    public void The_shipped_version_is_that_of_the_shipped_files()
    {
        GameCatalogue.Shipped.DataVersion.ShouldEndWith("-" + ImportRun.Digest(CatalogueFiles.Shipped));
    }

    private Task<Run> Import() => Run.Of("catalogue", "import", "--from", Workplace.Older, "--from", Workplace.Newer, "--out", Target);

    private string Copy(string folder)
    {
        var copy = place.Path("copy");
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.EnumerateFiles(folder)) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        return copy;
    }
}
