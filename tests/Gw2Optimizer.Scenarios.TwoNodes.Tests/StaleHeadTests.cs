namespace Gw2Optimizer.Scenarios.Tests;

public sealed class StaleHeadTests(ScenarioServer server)
{
    [Fact]
    public async Task A_resume_tells_the_head_that_is_stored_though_its_node_was_not_woken_for_it()
    {
        var table = await SquadTable.OpenAsync(server);
        var (here, there) = (table.Commander with { Node = server.Nodes[0] }, table.Commander with { Node = server.Nodes[1] });
        await there.To(table.Id).ConnectAndLeaveAsync();
        var (speaking, _) = await here.To(table.Id).ConnectAsync();
        await using var cut = server.Cluster.CutWakeUp(node: 1);
        for (var note = 1; note <= 20; note++)
        {
            var stored = (await speaking.PlayAsync("note", new { text = $"note {note}" })).Number("sequence");
            var (back, handOver) = await there.To(table.Id).From(0).ConnectAsync();
            handOver.Resume.Number("head").ShouldBe(stored);
            await back.DisposeAsync();
            await speaking.DisposeAsync();
            (speaking, _) = await here.To(table.Id).ConnectAsync();
        }

        await speaking.DisposeAsync();
    }
}
