namespace Gw2Optimizer.Scenarios.Tests;

public sealed class CommandTests(ScenarioServer server)
{
    [Fact]
    public async Task A_commands_events_come_first_then_its_answer_then_the_clock()
    {
        var table = await DraftTable.StartedAsync(server);
        var (blue, _) = await table.Blue.To(table.Id).ConnectAsync();
        await using var first = blue;
        var (red, _) = await table.Red.To(table.Id).ConnectAsync();
        await using var second = red;
        while (table.StepsLeft > 0)
        {
            var (isBlue, name, data) = table.NextMove();
            var mover = isBlue ? blue : red;
            var id = await mover.SendCommandAsync(name, data);
            var answer = await mover.AnswerAsync(id);
            answer.Type.ShouldBe("GAME_ACCEPTED", $"{answer}");
            await mover.UntilAsync("TIME_UPDATE");
            var head = answer.Number("sequence") + answer.Number("count") - 1;
            await (isBlue ? red : blue).EventAsync(head);
            var order = mover.Seen.SkipWhile(frame => !(frame.Type == "GAME_EVENT" && frame.Number("sequence") == answer.Number("sequence")))
                .Select(frame => frame.Type).Where(type => type is "GAME_EVENT" or "GAME_ACCEPTED" or "TIME_UPDATE").ToList();
            order.Take((int)answer.Number("count") + 2).ShouldBe([.. Enumerable.Repeat("GAME_EVENT", (int)answer.Number("count")), "GAME_ACCEPTED", "TIME_UPDATE"]);
            mover.Journal.Single(one => one.GetProperty("sequence").GetInt64() == answer.Number("sequence")).GetProperty("commandId").GetString().ShouldBe(id);
        }

        (await table.StateAsync(table.Blue)).GetProperty("status").GetString().ShouldBe("finished");
        blue.Journal.Count.ShouldBe(18);
        blue.Journal[^1].GetProperty("type").GetString().ShouldBe("finished");
        blue.Journal[^1].GetProperty("data").GetProperty("reason").GetString().ShouldBe("complete");
        await table.ShouldHaveToldAsync(table.Blue, 1, blue);
        await table.ShouldHaveToldAsync(table.Red, 1, red);
        await blue.ShouldBeRefusedAsync("GAME_OVER", "resign", new { });
    }

    [Fact]
    public async Task A_command_id_is_told_to_its_author_only()
    {
        var table = await DraftTable.StartedAsync(server);
        var (blue, _) = await table.Blue.To(table.Id).ConnectAsync();
        await using var first = blue;
        var (red, _) = await table.Red.To(table.Id).ConnectAsync();
        await using var second = red;
        await blue.PlayAsync("ban", new { specialization = "Tempest" }, "secret-of-blue");
        var heard = await red.EventAsync(4);
        heard.ToString().ShouldNotContain("secret-of-blue");
        heard.SenderId.ShouldBe(table.Blue.Id);
        string.Concat((await table.Red.LogAsync(table.Id)).Select(one => one.GetRawText())).ShouldNotContain("secret-of-blue");
        var (again, _) = await table.Red.To(table.Id).ConnectAsync();
        await using var third = again;
        string.Concat(again.Seen).ShouldNotContain("secret-of-blue");
        var (back, handOver) = await table.Blue.To(table.Id).ConnectAsync();
        await using var fourth = back;
        handOver.Replayed[3].GetProperty("commandId").GetString().ShouldBe("secret-of-blue");
    }

    [Fact]
    public async Task Refusals_come_in_their_order()
    {
        var waiting = await DraftTable.WaitingAsync(server);
        var (alone, _) = await waiting.Blue.To(waiting.Id).ConnectAsync();
        await using var first = alone;
        await alone.ShouldBeRefusedAsync("UNKNOWN_COMMAND", "fly", new { });
        await alone.ShouldBeRefusedAsync("GAME_NOT_STARTED", "pick", new { });
        await alone.ShouldBeRefusedAsync("GAME_NOT_STARTED", "ban", new { specialization = "Nothing" });

        var pool = new[] { "Tempest", "Weaver", "Catalyst", "Evoker", "Scrapper", "Holosmith", "Mechanist", "Amalgam", "Dragonhunter", "Firebrand", "Willbender", "Luminary", "Chronomancer", "Mirage" };
        var table = await DraftTable.StartedAsync(server, options: new { format = "duel-5", pool });
        var (blue, _) = await table.Blue.To(table.Id).ConnectAsync();
        await using var second = blue;
        var (red, _) = await table.Red.To(table.Id).ConnectAsync();
        await using var third = red;
        await red.ShouldBeRefusedAsync("UNKNOWN_COMMAND", "BAN", new { });
        await red.ShouldBeRefusedAsync("NOT_ALLOWED", "pick", new { specialization = "Tempest", role = "dps" });
        await red.ShouldBeRefusedAsync("NOT_YOUR_TURN", "ban", new { specialization = 7 });
        await blue.ShouldBeRefusedAsync("NOT_ALLOWED", "pick", new { });
        await blue.ShouldBeRefusedAsync("BAD_DATA", "ban", new { });
        await blue.ShouldBeRefusedAsync("BAD_DATA", "ban", new { specialization = 7 });
        await blue.ShouldBeRefusedAsync("UNKNOWN_SPECIALIZATION", "ban", new { specialization = "firebrand" });
        await blue.ShouldBeRefusedAsync("NOT_AVAILABLE", "ban", new { specialization = "Reaper" });
        await blue.PlayAsync("ban", new { specialization = "Tempest" });
        await red.ShouldBeRefusedAsync("ALREADY_TAKEN", "ban", new { specialization = "Tempest" });
        await red.PlayAsync("ban", new { specialization = "Weaver" });
        await blue.PlayAsync("ban", new { specialization = "Catalyst" });
        await red.PlayAsync("ban", new { specialization = "Evoker" });
        await blue.ShouldBeRefusedAsync("NOT_ALLOWED", "ban", new { specialization = "Scrapper" });
        await blue.ShouldBeRefusedAsync("BAD_DATA", "pick", new { specialization = "Scrapper" });
        await blue.ShouldBeRefusedAsync("BAD_DATA", "pick", new { specialization = "Scrapper", role = "wizard" });
        await blue.ShouldBeRefusedAsync("ALREADY_TAKEN", "pick", new { specialization = "Weaver", role = "dps" });
        var resigned = await red.PlayAsync("resign", new { });
        resigned.Number("count").ShouldBe(2);
        await blue.ShouldBeRefusedAsync("UNKNOWN_COMMAND", "fly", new { });
        await blue.ShouldBeRefusedAsync("GAME_OVER", "ban", new { });
        await table.ShouldHaveToldAsync(table.Blue, 1, blue);
        var finished = blue.Journal[^1].GetProperty("data");
        finished.GetProperty("winner").GetString().ShouldBe("blue");
        finished.GetProperty("reason").GetString().ShouldBe("resigned");
    }

    [Fact]
    public async Task A_refused_id_may_be_sent_again_and_is_decided_afresh()
    {
        var table = await DraftTable.StartedAsync(server);
        var (blue, _) = await table.Blue.To(table.Id).ConnectAsync();
        await using var first = blue;
        var (red, _) = await table.Red.To(table.Id).ConnectAsync();
        await using var second = red;
        (await red.AnswerAsync(await red.SendCommandAsync("ban", new { specialization = "Weaver" }, "again"))).Text("code").ShouldBe("NOT_YOUR_TURN");
        await blue.PlayAsync("ban", new { specialization = "Tempest" });
        (await red.PlayAsync("ban", new { specialization = "Weaver" }, "again")).Number("sequence").ShouldBe(5);
    }

    [Fact]
    public async Task The_same_command_id_gets_the_first_answer_after_a_reconnect_and_after_a_kill()
    {
        await using var own = await ScenarioServer.StartAsync();
        var table = await DraftTable.StartedAsync(own);
        var (socket, begun) = await table.Blue.To(table.Id).ConnectAsync();
        var answer = await socket.PlayAsync("ban", new { specialization = "Tempest" }, "once");
        await ShouldBeTheSameAsync(socket, answer);
        await socket.ResetAsync();
        var (again, later) = await own.Upgrade().Resume(begun.Token).ConnectAsync();
        await ShouldBeTheSameAsync(again, answer);
        await own.RestartAsync();
        var (third, _) = await own.Upgrade().Resume(later.Token).ConnectAsync();
        await using var __ = third;
        await ShouldBeTheSameAsync(third, answer);
        (await table.Blue.LogAsync(table.Id)).Count(one => one.GetProperty("type").GetString() == "banned").ShouldBe(1);
        var (red, _) = await table.Red.To(table.Id).ConnectAsync();
        await using var ___ = red;
        (await red.PlayAsync("ban", new { specialization = "Weaver" }, "once")).Number("sequence").ShouldBeGreaterThan(4);
        await table.ShouldHaveToldAsync(table.Red, 1, red);
    }

    [Fact]
    public async Task Two_hundred_commands_of_each_player_at_once_get_four_hundred_results()
    {
        await using var own = await ScenarioServer.StartAsync(("SOCKET_FRAMES_PER_SECOND", "100000"), ("SOCKET_FRAME_BURST", "100000"));
        var table = await DraftTable.StartedAsync(own);
        var (blue, _) = await table.Blue.To(table.Id).ConnectAsync();
        await using var first = blue;
        var (red, _) = await table.Red.To(table.Id).ConnectAsync();
        await using var second = red;
        await Task.WhenAll(FireAsync(blue, "Tempest", "Catalyst", "Scrapper"), FireAsync(red, "Weaver", "Evoker", "Holosmith"));
        foreach (var socket in new[] { blue, red })
        {
            await socket.PingAsync();
            var results = socket.Seen.Where(frame => frame.Type is "GAME_ACCEPTED" or "GAME_REFUSED").Select(frame => frame.Text("commandId"));
            results.ShouldBe(Enumerable.Range(0, 200).Select(i => $"c{i}"));
            socket.Seen.ShouldNotContain(frame => frame.Type == "ERROR");
        }

        await table.ShouldHaveToldAsync(table.Blue, 1, blue);
        await table.ShouldHaveToldAsync(table.Red, 1, red);
        var accepted = blue.Seen.Concat(red.Seen).Where(frame => frame.Type == "GAME_ACCEPTED").ToList();
        accepted.Sum(frame => frame.Number("count")).ShouldBe(blue.Journal.Count - 3);
        own.IsAlive.ShouldBeTrue();
    }

    private static async Task FireAsync(RawSocket socket, params string[] names)
    {
        for (var i = 0; i < 200; i++)
        {
            await socket.SendCommandAsync("ban", new { specialization = names[i % names.Length] }, $"c{i}");
        }

        await socket.AnswerAsync("c199");
    }

    private static async Task ShouldBeTheSameAsync(RawSocket socket, Frame first)
    {
        var other = await socket.PlayAsync("pick", new { specialization = "Firebrand", role = "healer" }, "once");
        other.Payload.GetRawText().ShouldBe(first.Payload.GetRawText());
        await socket.PingAsync();
        // A restart of more than a second is credited, and that is all that it may add.
        socket.Journal.Where(one => one.GetProperty("sequence").GetInt64() > 4).ShouldAllBe(one => one.GetProperty("type").GetString() == "clockCredited");
    }
}
