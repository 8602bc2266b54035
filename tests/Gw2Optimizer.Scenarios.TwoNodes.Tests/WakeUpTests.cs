namespace Gw2Optimizer.Scenarios.Tests;

public sealed class WakeUpTests
{
    private const int Moves = 1_000;
    private const int Cuts = 10;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(25);

    [Fact]
    public async Task While_the_wake_up_is_cut_ten_times_each_of_a_thousand_moves_arrives_in_order_and_a_second_after_each_heal_at_most()
    {
        await using var own = await ScenarioServer.StartAsync(("SOCKET_FRAMES_PER_SECOND", "1000"), ("SOCKET_FRAME_BURST", "1000"));
        var table = await SquadTable.OpenAsync(own, members: 1);
        var (commander, _) = await (table.Commander with { Node = own.Nodes[0] }).To(table.Id).ConnectAsync();
        await using var first = commander;
        var (member, _) = await (table.Members[0] with { Node = own.Nodes[1] }).To(table.Id).ConnectAsync();
        await using var second = member;
        var playing = Task.WhenAll(PlayAsync(commander), PlayAsync(member));
        var late = new List<TimeSpan>();
        for (var cut = 0; cut < Cuts; cut++)
        {
            var ended = await CutAsync(own, node: cut % 2);
            ended.ShouldBeGreaterThan(0);
            var (known, watch) = (commander.Journal.Count, System.Diagnostics.Stopwatch.StartNew());
            var told = member.Journal.Count;
            await Wait.UntilAsync(() => Task.FromResult(member.Journal.Count >= known && commander.Journal.Count >= told), TimeSpan.FromSeconds(10));
            late.Add(watch.Elapsed);
            await Wait.ForAsync(TimeSpan.FromMilliseconds(200));
        }

        late.Max().ShouldBeLessThan(TimeSpan.FromSeconds(1), string.Join(", ", late));
        await playing;
        await Wait.UntilAsync(() => Task.FromResult(commander.Journal.Count >= Moves + 3 && member.Journal.Count >= Moves + 3), TimeSpan.FromSeconds(5));
        await table.Commander.ShouldHaveHeardAsync(table.Id, 1, commander);
        await table.Members[0].ShouldHaveHeardAsync(table.Id, 1, member);
    }

    /// <summary>For so long that more than one poll falls into it.</summary>
    private static async Task<long> CutAsync(ScenarioServer own, int node)
    {
        await using var cut = own.Cluster.CutWakeUp(node);
        await Wait.UntilAsync(() => Task.FromResult(cut.Ended > 0), TimeSpan.FromSeconds(5));
        await Wait.ForAsync(TimeSpan.FromMilliseconds(700));
        return cut.Ended;
    }

    private static async Task PlayAsync(RawSocket socket)
    {
        using var ticks = new PeriodicTimer(Pace);
        for (var move = 0; move < Moves / 2; move++)
        {
            await ticks.WaitForNextTickAsync();
            await socket.SendCommandAsync("note", new { text = $"move {move}" }, $"move {move}");
        }

        await socket.AnswerAsync($"move {(Moves / 2) - 1}");
        foreach (var refused in socket.Seen.Where(frame => frame.Type == "GAME_REFUSED").Select(frame => frame.Text("commandId")).ToList())
        {
            await socket.InsistAsync("note", new { text = refused }, refused, TimeSpan.FromSeconds(5));
        }
    }
}
