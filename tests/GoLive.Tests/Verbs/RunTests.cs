using GoLive.Commands;
using GoLive.Reports;
using GoLive.Verbs;

namespace GoLive.Tests.Verbs;

/// <summary>What tidies up is done, whatever became of the steps before.</summary>
public sealed class RunTests : IDisposable
{
    private readonly GoLiveRun golive = new([]);
    private readonly List<string> done = [];

    public void Dispose() => golive.Dispose();

    [Fact]
    public async Task A_fault_of_ours_is_kept_as_evidence_and_the_last_steps_are_done()
    {
        var run = await DoAsync(Throws(new InvalidOperationException("a fault")) with { Stops = true }, Does("next"), Does("tidy") with { Always = true });
        run.Outcome.ShouldBe(Outcome.Fail);
        run.Steps[0].Detail.ShouldContain("a fault");
        done.ShouldBe(["tidy"]);
    }

    [Fact]
    public async Task Only_a_step_that_stops_keeps_the_next_from_being_done()
    {
        await DoAsync(Throws(new IOException("away")), Does("next"));
        done.ShouldBe(["next"]);
    }

    [Fact]
    public async Task A_run_in_which_nothing_was_done_has_not_passed() => (await DoAsync()).Outcome.ShouldBe(Outcome.Unknown);

    private async Task<Run> DoAsync(params IReadOnlyList<Step> plan)
    {
        var settings = CommonOptions.Read(GoLiveCommand.Create().Parse(["smoke", "--env-file", golive.VariablesFile]), TimeProvider.System);
        var run = new Run(settings, EvidenceFolder.None, new TerminalView(TextWriter.Null, isQuiet: true), logs: null);
        await run.DoAsync(plan, TestContext.Current.CancellationToken);
        return run;
    }

    private static Step Throws(Exception fault) => new("throws", "throws", _ => throw fault);

    private Step Does(string name) => new(name, name, _ =>
    {
        done.Add(name);
        return Task.FromResult(Finding.Pass(name));
    });
}
