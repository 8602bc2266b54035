namespace Gw2Optimizer.Scenarios.Tests;

/// <summary>A squad in which one talks, and another comes back again and again, each time at the next node, for the events that he missed.</summary>
internal sealed class WarmVisits : IAsyncDisposable
{
    /// <summary>Five resumes a second are a session's limit on a node.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(220);
    private readonly SquadTable table;
    private readonly RawSocket commander;
    private readonly ScenarioServer server;
    private readonly List<JsonElement> told = [];
    private readonly string epoch;
    private string token;
    private long head;

    private WarmVisits(ScenarioServer server, SquadTable table, RawSocket commander, HandOver begun, long head)
    {
        this.server = server;
        this.table = table;
        this.commander = commander;
        this.head = head;
        token = begun.Token;
        epoch = begun.Epoch;
    }

    /// <summary>Every event as the visits brought it first, without what differs between two games.</summary>
    public IReadOnlyList<string> Journal => [.. told.Select(happened => $"{happened.GetProperty("sequence")} {happened.GetProperty("type")} {(happened.GetProperty("data").TryGetProperty("text", out var text) ? text.GetString() : "")}")];

    /// <param name="known">How many notes there are before the first visit.</param>
    public static async Task<WarmVisits> BeginAsync(ScenarioServer server, int known = 20)
    {
        var squad = await SquadTable.OpenAsync(server, members: 1);
        var (speaker, _) = await squad.Commander.To(squad.Id).ConnectAsync();
        for (var note = 1; note < known; note++)
        {
            await speaker.SendCommandAsync("note", new { text = $"note {note}" });
        }

        var last = await speaker.PlayAsync("note", new { text = $"note {known}" });
        var (member, begun) = await squad.Members[0].To(squad.Id).ConnectAsync();
        await member.ProveAsync();
        await member.ResetAsync();
        var visits = new WarmVisits(server, squad, speaker, begun, last.Number("sequence"));
        visits.told.AddRange(begun.Replayed);
        foreach (var node in server.Nodes)
        {
            await visits.ComeBackAsync(missing: 5, node);
        }

        return visits;
    }

    /// <summary>One more event.</summary>
    public async Task PlayAsync() => head = (await commander.PlayAsync("note", new { text = $"after {head}" })).Number("sequence");

    /// <summary>Must bring exactly the last so many events: replayed, or live where the node had not heard of them yet.</summary>
    public async Task ComeBackAsync(int missing, ScenarioNode? node = null)
    {
        var from = head - missing;
        var (socket, handOver) = await (node ?? server.NextNode).Upgrade().Resume(token).From(from).Epoch(epoch).ConnectAsync();
        if (handOver.Through < head)
        {
            await socket.EventAsync(head);
        }

        socket.Journal.Select(happened => happened.GetProperty("sequence").GetInt64()).ShouldBe(Enumerable.Range((int)from + 1, missing).Select(sequence => (long)sequence));
        token = handOver.Token;
        told.AddRange(socket.Journal.Where(happened => happened.GetProperty("sequence").GetInt64() > told.Count));
        await socket.ProveAsync();
        await socket.DisposeAsync();
        await Wait.ForAsync(node is null ? Pause / server.Nodes.Count : Pause);
    }

    public async Task ShouldHaveLostNothingAsync()
    {
        var log = await table.Members[0].LogAsync(table.Id);
        told.Select(happened => happened.GetRawText()).ShouldBe(log.Take(told.Count).Select(happened => happened.GetRawText()));
        told.Count.ShouldBeInRange((int)head - 1, (int)head);
        await table.Commander.ShouldHaveHeardAsync(table.Id, 1, commander);
    }

    public ValueTask DisposeAsync() => commander.DisposeAsync();
}
