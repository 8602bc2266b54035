using System.Diagnostics;

namespace Gw2Optimizer.Scenarios.Tests;

/// <summary>The database goes and comes back: for all nodes or for one, with a reset or in silence.</summary>
public sealed class DatabaseFaultTests(OwnStores own) : IClassFixture<OwnStores>
{
    private static readonly TimeSpan Repair = TimeSpan.FromSeconds(10);

    [Fact]
    public Task PostgreSQL_is_restarted() => ShouldGoOnAsync(async () => { await own.Stores.PostgreSql.StopAsync(); await own.Stores.PostgreSql.StartAgainAsync(); }, () => Task.CompletedTask);

    [Fact]
    public Task PostgreSQL_crashes_and_recovers() => ShouldGoOnAsync(own.Stores.PostgreSql.CrashAsync, own.Stores.PostgreSql.StartAgainAsync);

    [Fact]
    public Task PostgreSQL_is_frozen_for_longer_than_a_command_waits() => ShouldGoOnAsync(
        async () =>
        {
            await own.Stores.PostgreSql.FreezeAsync();
            await Wait.ForAsync(TimeSpan.FromSeconds(6));
        },
        own.Stores.PostgreSql.ThawAsync);

    [Fact]
    public async Task A_node_that_starts_waits_for_a_database_that_is_only_slow()
    {
        var (node, line) = (own.Server.Cluster.Nodes[0], own.Server.Cluster.DatabaseLines[0]);
        await node.KillAsync();
        line.Hold();
        Task starting;
        try
        {
            starting = node.StartAsync(TestContext.Current.CancellationToken);
            // More than twice as long as it waits for one answer.
            await Wait.ForAsync(TimeSpan.FromSeconds(8));
        }
        finally
        {
            line.Mend();
        }

        await starting;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_node_without_its_line_to_the_database_says_so_while_the_other_goes_on(bool isTold)
    {
        var table = await SquadTable.OpenAsync(own.Server, members: 1);
        var (cut, whole) = (own.Server.Nodes[0], own.Server.Nodes[1]);
        var line = own.Server.Cluster.DatabaseLines[0];
        var (here, _) = await (table.Commander with { Node = cut }).To(table.Id).ConnectAsync();
        await using var first = here;
        var (there, _) = await (table.Members[0] with { Node = whole }).To(table.Id).ConnectAsync();
        await using var second = there;
        (isTold ? (Action)line.Sever : line.Hold)();
        try
        {
            var watch = Stopwatch.StartNew();
            var answer = await here.AnswerAsync(await here.SendCommandAsync("note", new { text = "from the island" }, "island"));
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(6));
            (answer.Type, answer.Text("code")).ShouldBe(("GAME_REFUSED", "STORAGE_UNAVAILABLE"));
            await there.PlayAsync("note", new { text = "from the mainland" });
            await using var refused = await (table.Members[0] with { Node = cut }).To(table.Id).OpenAsync();
            (await refused.ClosedAsync()).Code.ShouldBe(1013);
        }
        finally
        {
            line.Mend();
        }

        await here.InsistAsync("note", new { text = "from the island" }, "island", Repair);
        await there.UntilAsync(frame => frame.Type == "GAME_EVENT" && frame["data"].GetProperty("text").GetString() == "from the island");
        await Wait.UntilAsync(async () => (await (table.Commander with { Node = cut }).GetAsync($"/api/v1/games/{table.Id}")).Status == 200, Repair);
        await table.Commander.ShouldHaveHeardAsync(table.Id, 1, here);
        await table.Members[0].ShouldHaveHeardAsync(table.Id, 1, there);
    }

    /// <summary>Sockets of both nodes stay, what was sent is done once, and both go on soon.</summary>
    private async Task ShouldGoOnAsync(Func<Task> spoil, Func<Task> mend)
    {
        var table = await SquadTable.OpenAsync(own.Server, members: 1);
        var (here, _) = await (table.Commander with { Node = own.Server.Nodes[0] }).To(table.Id).ConnectAsync();
        await using var first = here;
        var (there, _) = await (table.Members[0] with { Node = own.Server.Nodes[1] }).To(table.Id).ConnectAsync();
        await using var second = there;
        try
        {
            var spoiling = spoil();
            await here.SendCommandAsync("note", new { text = "here" }, "h");
            await there.SendCommandAsync("note", new { text = "there" }, "t");
            await spoiling;
        }
        finally
        {
            await mend();
        }

        var watch = Stopwatch.StartNew();
        await Task.WhenAll(here.InsistAsync("note", new { text = "here" }, "h", Repair), there.InsistAsync("note", new { text = "there" }, "t", Repair));
        await Wait.UntilAsync(() => Task.FromResult(here.Journal.Count >= 5 && there.Journal.Count >= 5), Repair);
        foreach (var node in own.Server.Nodes)
        {
            await Wait.UntilAsync(async () => (await (table.Commander with { Node = node }).GetAsync($"/api/v1/games/{table.Id}")).Status == 200, Repair);
        }

        watch.Elapsed.ShouldBeLessThan(Repair);
        await table.Commander.ShouldHaveHeardAsync(table.Id, 1, here);
        await table.Members[0].ShouldHaveHeardAsync(table.Id, 1, there);
        (await table.Commander.LogAsync(table.Id)).Count.ShouldBe(5);
    }
}
