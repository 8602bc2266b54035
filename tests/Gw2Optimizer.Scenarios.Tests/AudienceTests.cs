namespace Gw2Optimizer.Scenarios.Tests;

/// <summary>Who hears what: presence, spectators and hidden bans.</summary>
public sealed class AudienceTests(ScenarioServer server)
{
    [Fact]
    public async Task Presence_tells_the_others_of_the_first_and_last_socket_and_nothing_of_a_take_over()
    {
        var table = await DraftTable.StartedAsync(server);
        var (blue, alone) = await table.Blue.To(table.Id).ConnectAsync();
        await using var _ = blue;
        Online(alone).ShouldBe([table.Blue.Id]);
        var (first, together) = await table.Red.To(table.Id).ConnectAsync();
        Online(together).ShouldBe([table.Blue.Id, table.Red.Id], ignoreOrder: true);
        var came = await blue.UntilAsync("PRESENCE");
        came.Text("gameId").ShouldBe(table.Id);
        came.Text("userId").ShouldBe(table.Red.Id);
        came["online"].GetBoolean().ShouldBeTrue();
        came.SenderId.ShouldBeNull();
        var (second, _) = await table.Red.To(table.Id).ConnectAsync();
        (await first.ClosedAsync()).Code.ShouldBe(4001);
        await Wait.ForAsync(TimeSpan.FromMilliseconds(500));
        await second.ResetAsync();
        var gone = await blue.UntilAsync("PRESENCE");
        gone["online"].GetBoolean().ShouldBeFalse();
        gone.Text("userId").ShouldBe(table.Red.Id);
        blue.Seen.Count(frame => frame.Type == "PRESENCE").ShouldBe(2);
        first.Seen.Concat(second.Seen).ShouldNotContain(frame => frame.Type == "PRESENCE");
    }

    [Fact]
    public async Task A_spectator_sees_the_game_resumes_and_acks_but_never_counts()
    {
        await using var own = await ScenarioServer.StartAsync();
        var table = await DraftTable.StartedAsync(own);
        var watcher = await Player.GuestAsync(own);
        var (blue, _) = await table.Blue.To(table.Id).ConnectAsync();
        await using var _ = blue;
        var (red, _) = await table.Red.To(table.Id).ConnectAsync();
        await using var __ = red;
        var (watching, begun) = await watcher.To(table.Id).ConnectAsync();
        begun.Resume["seat"].ValueKind.ShouldBe(JsonValueKind.Null);
        Online(begun).ShouldBe([table.Blue.Id, table.Red.Id], ignoreOrder: true);
        begun.Sequences.ShouldBe([1, 2, 3]);
        await watching.ShouldBeRefusedAsync("NOT_A_PLAYER", "fly", new { });
        await table.PlayAsync(blue, red, 2);
        await watching.EventAsync(5);
        (await blue.AckAsync(5)).ShouldBe(5);
        (await red.AckAsync(5)).ShouldBe(5);
        (await watching.AckAsync(4)).ShouldBe(4);
        await watching.ResetAsync();
        var (back, handOver) = await own.Upgrade().Resume(begun.Token).ConnectAsync();
        await using var ___ = back;
        handOver.Sequences.ShouldBe([5]);
        await blue.PingAsync();
        await red.PingAsync();
        blue.Seen.Concat(red.Seen).ShouldNotContain(frame => frame.Type == "PRESENCE" && frame.Text("userId") == watcher.Id);
        foreach (var one in watching.Journal)
        {
            (one.TryGetProperty("commandId", out var commandId) && commandId.ValueKind == JsonValueKind.String).ShouldBeFalse();
        }

        (await watcher.LogAsync(table.Id)).Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_private_game_has_no_spectators_over_rest_either()
    {
        var table = await DraftTable.WaitingAsync(server, options: new { @public = false });
        var stranger = await Player.GuestAsync(server);
        var unknown = await stranger.GetAsync("/api/v1/games/00000000-0000-0000-0000-000000000001");
        unknown.Status.ShouldBe(404);
        unknown.ErrorCode.ShouldBe("GAME_NOT_FOUND");
        foreach (var path in new[] { $"/api/v1/games/{table.Id}", $"/api/v1/games/{table.Id}/events" })
        {
            var answer = await stranger.GetAsync(path);
            answer.Status.ShouldBe(404);
            answer.ErrorCode.ShouldBe("GAME_NOT_FOUND");
        }
    }

    [Fact]
    public async Task A_blind_ban_is_hidden_until_the_others_next_ban_and_then_revealed()
    {
        var table = await DraftTable.StartedAsync(server, options: new { format = "duel-5", blindBans = true });
        var (blue, _) = await table.Blue.To(table.Id).ConnectAsync();
        await using var first = blue;
        var (red, _) = await table.Red.To(table.Id).ConnectAsync();
        await using var second = red;
        await blue.PlayAsync("ban", new { specialization = "Tempest" });
        var hidden = await red.EventAsync(4);
        hidden.Text("type").ShouldBe("hidden");
        hidden.ToString().ShouldNotContain("Tempest");
        hidden.SenderId.ShouldBeNull();
        foreach (var property in hidden.Payload.EnumerateObject().Where(one => one.Name is not ("gameId" or "sequence" or "type" or "at")))
        {
            property.Value.ValueKind.ShouldBe(JsonValueKind.Null, property.Name);
        }

        var seen = await table.StateAsync(table.Red);
        seen.GetProperty("state").GetProperty("available").EnumerateArray().Select(one => one.GetString()).ShouldContain("Tempest");
        seen.GetProperty("state").GetProperty("bans").GetRawText().ShouldNotContain("Tempest");
        (await table.StateAsync(table.Blue)).GetProperty("state").GetProperty("available").EnumerateArray().Select(one => one.GetString()).ShouldNotContain("Tempest");
        var (late, handOver) = await table.Red.To(table.Id).ConnectAsync();
        await using var third = late;
        string.Concat(late.Seen.Select(frame => JsonSerializer.Serialize(frame.Root.GetProperty("payload")))).Replace(handOver.Resume["summary"].GetRawText(), "", StringComparison.Ordinal).ShouldNotContain("\"specialization\":\"Tempest\"");
        var same = await late.PlayAsync("ban", new { specialization = "Tempest" });
        same.Number("sequence").ShouldBe(5);
        await late.PingAsync();
        var revealed = late.Journal.Single(one => one.GetProperty("type").GetString() == "revealed" && one.GetProperty("data").GetProperty("sequence").GetInt64() == 4).GetProperty("data");
        revealed.GetProperty("type").GetString().ShouldBe("banned");
        revealed.GetProperty("data").GetProperty("specialization").GetString().ShouldBe("Tempest");
        await blue.PlayAsync("ban", new { specialization = "Weaver" });
        await late.PlayAsync("ban", new { specialization = "Catalyst" });
        await blue.PlayAsync("pick", new { specialization = "Firebrand", role = "healer" });
        await late.EventAsync("picked");
        await table.ShouldHaveToldAsync(table.Blue, 1, blue);
        await table.ShouldHaveToldAsync(table.Red, 1, late);
        var state = (await table.StateAsync(table.Red)).GetProperty("state");
        JsonElement.DeepEquals(state, (await table.StateAsync(table.Blue)).GetProperty("state")).ShouldBeTrue();
    }

    private static IEnumerable<string> Online(HandOver handOver) => handOver.Resume["online"].EnumerateArray().Select(one => one.GetString()!);
}
