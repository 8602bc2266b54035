using System.Xml.Linq;

namespace House.Tests;

public sealed class ArrowTests
{
    /// <summary>Who may know whom; docs/architecture.md draws the same.</summary>
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["GameSessions"] = [],
        ["GameSessions.Hosting"] = ["GameSessions"],
        ["GameSessions.Storage"] = ["GameSessions.Hosting"],
        ["GameSessions.AspNetCore"] = ["GameSessions.Hosting"],
        ["GameSessions.Client"] = ["GameSessions"],
        ["Gw2Optimizer.Rooms"] = ["GameSessions"],
        ["Gw2Optimizer.Combat"] = [],
        ["Gw2Optimizer.Solvers"] = ["Gw2Optimizer.Combat"],
        ["Gw2Optimizer.Importer"] = ["Gw2Optimizer.Combat"],
        ["Gw2Optimizer.Cli"] = ["Gw2Optimizer.Importer", "Gw2Optimizer.Solvers"],
        ["GoLive"] = ["GameSessions.Client", "GameSessions.Storage"],
        ["Gw2Optimizer.Server"] = ["GameSessions.AspNetCore", "GameSessions.Client", "GameSessions.Storage", "Gw2Optimizer.Importer", "Gw2Optimizer.Rooms", "Gw2Optimizer.Solvers"],
    };

    /// <summary>Pure projects bring nothing of their own and touch no clock, file, task or random number.</summary>
    private static readonly string[] Pure = ["GameSessions", "Gw2Optimizer.Rooms", "Gw2Optimizer.Combat"];

    public static TheoryData<string> Names() => [.. Repository.Projects("src").Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_project_knows_only_those_that_the_design_lets_it_know(string name)
    {
        Arrows.ShouldContainKey(name, $"{name} is a new room: draw its arrows here and in docs/architecture.md.");
        var references = Repository.Projects("src")[name].Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(Include(reference)));
        references.Except(Arrows[name]).ShouldBeEmpty();
    }

    [Fact]
    public void No_arrow_is_drawn_that_no_project_has() =>
        Arrows.Keys.ShouldBe(Repository.Projects("src").Keys, ignoreOrder: true);

    [Fact]
    public void Pure_projects_have_no_packages_and_a_list_of_banned_symbols()
    {
        foreach (var name in Pure)
        {
            var project = Repository.Projects("src")[name];
            project.Descendants("PackageReference").Concat(project.Descendants("FrameworkReference")).ShouldBeEmpty(name);
            Banned(project).ShouldBe(["BannedSymbols.Pure.txt"], name);
        }
    }

    [Fact]
    public void What_the_simulator_runs_obeys_its_list_of_banned_symbols()
    {
        var list = File.ReadAllText(Path.Combine(Repository.Root, "src", "GameSessions.Hosting", "BannedSymbols.txt"));
        foreach (var symbol in (string[])["ConfigureAwait", "Task.Run", "ReadAllAsync", "Tasks.Parallel", "SemaphoreSlim", "Threading.Timer", "Task.Delay(System.TimeSpan)", "CancelAfter", "WaitAsync(System.TimeSpan)", "Guid.NewGuid", "ConcurrentDictionary"])
        {
            list.ShouldContain(symbol);
        }

        foreach (var name in (string[])["GameSessions.Hosting", "GameSessions.Client"])
        {
            Banned(Repository.Projects("src")[name]).ShouldBe(["BannedSymbols.txt"], name);
        }
    }

    [Fact]
    public void Versions_stand_in_one_place_and_every_project_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "Gw2Optimizer.slnx"));
        foreach (var (name, project) in ((string[])["src", "tests", "samples", "benchmarks"]).SelectMany(Repository.Projects))
        {
            project.Descendants("PackageReference").Attributes("Version").ShouldBeEmpty(name);
            solution.ShouldContain($"/{name}.csproj\"");
        }
    }

    private static IEnumerable<string> Banned(XDocument project) => project.Descendants("AdditionalFiles").Select(file => Path.GetFileName(Include(file)));

    private static string Include(XElement element) => element.Attribute("Include")!.Value.Replace('\\', '/');
}
