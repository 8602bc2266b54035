using static Gw2Optimizer.Scenarios.Tests.Clients.Crowd;

namespace Gw2Optimizer.Scenarios.Tests;

public sealed class OtherNodeDrainTests
{
    private const int Squads = 4;
    private const int Members = 49;

    [Fact]
    public async Task When_a_node_drains_its_two_hundred_sockets_resume_on_the_other_and_nothing_is_lost()
    {
        await using var own = await ScenarioServer.StartAsync();
        var (leaving, staying) = (own.Nodes[0], own.Nodes[1]);
        var tables = await InTurnAsync(Enumerable.Range(0, Squads), _ => SquadTable.OpenAsync(own, Members));
        var seated = await InTurnAsync(tables.SelectMany(table => table.Members.Prepend(table.Commander).Select(player => (table, player))), seat => SitAsync(seat.table, seat.player with { Node = leaving }));
        foreach (var (table, _, socket, _) in seated.Where(one => one.Player.Id == one.Table.Commander.Id))
        {
            await socket.SendCommandAsync("note", new { text = "last words" });
        }

        await leaving.Process.TerminateAsync();
        await Task.WhenAll(seated.Select(async one =>
        {
            var closing = await one.Socket.ClosedAsync(TimeSpan.FromSeconds(10));
            closing.Code.ShouldBe(1012);
            await Wait.ForAsync(TimeSpan.FromMilliseconds(int.Parse(string.Concat(closing.Reason!.Where(char.IsDigit)))));
            await one.ShouldGoOnAsync(staying);
        }));
        (await leaving.Process.ExitCodeAsync(TimeSpan.FromSeconds(10))).ShouldBe(0);
        await leaving.StartAsync();
        foreach (var table in tables)
        {
            (await (table.Commander with { Node = leaving }).LogAsync(table.Id)).Count(happened => happened.GetProperty("type").GetString() == "noted").ShouldBe(1);
        }
    }

    private static async Task<Seated> SitAsync(SquadTable table, Player player)
    {
        var (socket, handOver) = await player.To(table.Id).ConnectAsync();
        return new Seated(table, player, socket, handOver);
    }

    private sealed record Seated(SquadTable Table, Player Player, RawSocket Socket, HandOver HandOver)
    {
        /// <summary>What the first socket told and what the next one tells are together the log.</summary>
        public async Task ShouldGoOnAsync(ScenarioNode node)
        {
            var before = Socket.Journal;
            var (back, again) = await node.Upgrade().Resume(HandOver.Token).From(before.Count).Epoch(HandOver.Epoch).ConnectAsync();
            var log = await (Player with { Node = node }).LogAsync(Table.Id);
            before.Concat(again.Replayed).Select(happened => happened.GetRawText()).ShouldBe(log.Select(happened => happened.GetRawText()));
            await back.DisposeAsync();
            await Socket.DisposeAsync();
        }
    }
}
