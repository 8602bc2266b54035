namespace Gw2Optimizer.Scenarios.Tests;

public sealed class DrainTests
{
    private const int Squads = 10;
    private const int Members = 49;

    [Fact]
    public async Task Five_hundred_sockets_are_each_told_when_to_come_back_and_come_back_to_everything()
    {
        await using var own = await ScenarioServer.StartAsync();
        var tables = await Crowd.InTurnAsync(Enumerable.Range(0, Squads), _ => SquadTable.OpenAsync(own, Members), atOnce: 2);
        var seated = await Crowd.InTurnAsync(tables.SelectMany(table => table.Members.Prepend(table.Commander).Select(player => (table, player))), seat => SitAsync(seat.table, seat.player));
        seated.Length.ShouldBe(500);
        var commands = new List<string>();
        foreach (var one in seated.Where(one => one.Player == one.Table.Commander))
        {
            commands.Add(await one.Socket.SendCommandAsync("note", new { text = "last words" }));
            await one.Socket.PingAsync();
        }

        await own.TerminateAsync();
        var closings = await Task.WhenAll(seated.Select(one => one.Socket.ClosedAsync(TimeSpan.FromSeconds(10))));
        (await own.ExitCodeAsync(TimeSpan.FromSeconds(10))).ShouldBe(0);
        foreach (var closing in closings)
        {
            closing.Code.ShouldBe(1012);
            closing.Reason.ShouldNotBeNull().ShouldMatch("^Service restart; retry [0-9]+ms$");
        }

        var delays = closings.Select(closing => int.Parse(string.Concat(closing.Reason!.Where(char.IsDigit)))).ToList();
        delays.ShouldAllBe(ms => ms >= 200 && ms <= 5_000);
        foreach (var ofOneNode in seated.Zip(delays).GroupBy(pair => pair.First.Player.Node, pair => pair.Second))
        {
            ofOneNode.ShouldBeUnique();
        }

        delays.Min().ShouldBeLessThan(500);
        delays.Max().ShouldBeGreaterThan(4_700);

        await own.RestartAsync();
        await Task.WhenAll(seated.Zip(delays).Select(async one =>
        {
            await Wait.ForAsync(TimeSpan.FromMilliseconds(one.Second));
            await one.First.ShouldHaveLostNothingAsync(own);
        }));
        var answered = seated.SelectMany(one => one.Socket.Seen).Where(frame => frame.Type == "GAME_ACCEPTED").Select(frame => frame.Text("commandId"));
        answered.ShouldBe(commands, ignoreOrder: true);
    }

    private static async Task<Seated> SitAsync(SquadTable table, Player player)
    {
        var (socket, handOver) = await player.To(table.Id).ConnectAsync();
        return new Seated(table, player, socket, handOver);
    }

    private sealed record Seated(SquadTable Table, Player Player, RawSocket Socket, HandOver HandOver)
    {
        /// <summary>What the first socket told and what the next one tells are together the log.</summary>
        public async Task ShouldHaveLostNothingAsync(ScenarioServer server)
        {
            var before = Socket.Journal;
            var (back, again) = await server.Upgrade().Resume(HandOver.Token).From(before.Count).Epoch(HandOver.Epoch).ConnectAsync();
            again.Resume.Number("head").ShouldBe(before.Count + again.Replayed.Count);
            var log = await Player.LogAsync(Table.Id);
            before.Concat(again.Replayed).Select(one => one.GetRawText()).ShouldBe(log.Select(one => one.GetRawText()));
            log[^1].GetProperty("type").GetString().ShouldBe("noted");
            await back.DisposeAsync();
            await Socket.DisposeAsync();
        }
    }
}
