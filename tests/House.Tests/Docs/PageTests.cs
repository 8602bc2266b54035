using System.Text.RegularExpressions;

namespace House.Tests.Docs;

public sealed partial class PageTests
{
    public static TheoryData<string> Pages() =>
        ["README.md", .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Repository.Root, path)).Order(StringComparer.Ordinal)];

    [Fact]
    public void The_game_that_is_explained_is_the_game_that_runs() => Page.ShouldBeCurrent("WRITE_A_GAME.md", Quote.Of);

    [Fact]
    public void What_a_client_is_told_of_the_protocol_is_what_the_code_does() => Page.ShouldBeCurrent("WEBSOCKET_RECONNECT.md", ProtocolTables.Of);

    [Fact]
    public void What_operators_are_told_of_figures_is_what_the_engine_counts_and_the_one_file_of_thresholds() => Page.ShouldBeCurrent("OBSERVABILITY_GAME_SESSION_CACHE.md", OperatorTables.Of);

    [Fact]
    public void The_verbs_of_the_runbook_are_those_of_the_command() => Page.ShouldBeCurrent("RUNBOOK_PRODUCTION.md", OperatorTables.Of);

    [Fact]
    public void Every_gate_asks_for_a_series_that_the_engine_has() =>
        OperatorTables.Slos.Slos.Where(slo => slo.Goal is not null).SelectMany(slo => slo.Measure.Selectors).Select(selector => selector.Metric).ShouldBeSubsetOf(OperatorTables.Instruments().Select(instrument => instrument.Name));

    [Fact]
    public void The_runbook_says_of_every_alert_what_to_do() =>
        OperatorTables.Slos.Slos.SelectMany(slo => slo.Alerts).Select(alert => $"### {alert.Name}").ShouldBeSubsetOf(File.ReadAllLines(Path.Combine(Repository.Root, "docs", "RUNBOOK_PRODUCTION.md")));

    /// <summary>Files of code go by their path from the root or from <c>src</c>.</summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_file_that_is_named_exists(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
        var text = File.ReadAllText(Path.Combine(Repository.Root, page));
        var named = Named().Matches(text).Select(match => match.Groups["path"].Value).Where(path => !Exists(Repository.Root, path) && !Exists(Path.Combine(Repository.Root, "src"), path));
        var linked = Linked().Matches(text).Select(match => match.Groups["path"].Value).Where(path => !Exists(folder, path));
        named.Concat(linked).ShouldBeEmpty(page);
    }

    [Fact]
    public void The_ways_of_the_architecture_name_their_files() =>
        Named().Count(File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md"))).ShouldBeGreaterThan(20);

    private static bool Exists(string folder, string path) => Path.Exists(Path.Combine(folder, path));

    [GeneratedRegex("`(?<path>[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_.-]+)+/?)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex Named();

    [GeneratedRegex("\\]\\((?<path>[^):#]+)(#[^)]*)?\\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex Linked();
}
