namespace Gw2Optimizer.Scenarios.Tests;

public sealed class FlappingTests(ScenarioServer server)
{
    private const int Flaps = 20;
    private const int Events = 500;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task A_player_who_flaps_twenty_times_under_five_hundred_events_is_told_each_of_them_once()
    {
        var table = await SquadTable.OpenAsync(server, members: 1);
        var (commander, _) = await table.Commander.To(table.Id).ConnectAsync();
        await using var __ = commander;
        var member = table.Members[0];
        var (socket, handOver) = await member.To(table.Id).ConnectAsync();
        var noting = NoteAsync(commander);
        var told = new List<JsonElement>();
        for (var flap = 0; flap < Flaps; flap++)
        {
            // Longer than a fifth of a second: five resumes a second are a session's limit.
            await Wait.ForAsync(TimeSpan.FromMilliseconds(Random.Shared.Next(220, 700)));
            await socket.ResetAsync();
            told.AddRange(socket.Journal);
            (socket, handOver) = await server.Upgrade().Resume(handOver.Token).From(told.Count).Epoch(handOver.Epoch).ConnectAsync();
        }

        var head = (await noting).Number("sequence");
        await Wait.UntilAsync(() => Task.FromResult(told.Count + socket.Journal.Count >= head), TimeSpan.FromSeconds(15));
        await socket.DisposeAsync();
        told.AddRange(socket.Journal);
        var log = await member.LogAsync(table.Id);
        log.Count(one => one.GetProperty("type").GetString() == "noted").ShouldBe(Events);
        told.Select(one => one.GetRawText()).ShouldBe(log.Select(one => one.GetRawText()));
    }

    /// <summary>Fifty a second, without waiting for their answers; gives the answer to the last.</summary>
    private static async Task<Frame> NoteAsync(RawSocket commander)
    {
        using var ticks = new PeriodicTimer(Pace);
        var last = "";
        for (var note = 1; note <= Events; note++)
        {
            await ticks.WaitForNextTickAsync();
            last = await commander.SendCommandAsync("note", new { text = $"note {note}" });
        }

        return await commander.AnswerAsync(last);
    }
}
