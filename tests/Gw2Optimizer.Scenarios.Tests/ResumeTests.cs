namespace Gw2Optimizer.Scenarios.Tests;

public sealed class ResumeTests(ScenarioServer server)
{
    [Fact]
    public async Task A_reset_player_gets_exactly_what_he_missed_and_then_the_next_event_live()
    {
        var table = await DraftTable.StartedAsync(server);
        var (blue, _) = await table.Blue.To(table.Id).ConnectAsync();
        await using var __ = blue;
        var (red, begun) = await table.Red.To(table.Id).ConnectAsync();
        await table.PlayAsync(blue, red, 6);
        (await red.AckAsync(4)).ShouldBe(4);
        await table.PlayAsync(blue, red, 1);
        await red.ResetAsync();
        var (back, handOver) = await server.Upgrade().Resume(begun.Token).ConnectAsync();
        await using var ___ = back;
        handOver.Outcome.ShouldBe("replay");
        handOver.Resume.Number("lastSequence").ShouldBe(4);
        handOver.Resume.Number("head").ShouldBe(10);
        handOver.Resume.Text("gameId").ShouldBe(table.Id);
        handOver.Resume.Text("seat").ShouldBe("red");
        handOver.Sequences.ShouldBe([5, 6, 7, 8, 9, 10]);
        handOver.Through.ShouldBe(10);
        await table.PlayAsync(blue, back);
        var live = await back.EventAsync(11);
        live["userId"].GetString().ShouldBe(table.Blue.Id);
        live.SenderId.ShouldBe(table.Blue.Id);
        foreach (var one in back.Journal)
        {
            one.GetProperty("userId").GetString().ShouldBeOneOf(table.Blue.Id, table.Red.Id);
            DateTimeOffset.FromUnixTimeMilliseconds(one.GetProperty("at").GetInt64()).ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));
        }

        await table.ShouldHaveToldAsync(table.Red, 5, back);
    }

    [Fact]
    public async Task After_both_acked_ten_the_next_event_is_eleven_and_nothing_before_it_comes_again()
    {
        await using var own = await ScenarioServer.StartAsync();
        var table = await DraftTable.StartedAsync(own);
        var (blue, _) = await table.Blue.To(table.Id).ConnectAsync();
        await using var first = blue;
        var (red, _) = await table.Red.To(table.Id).ConnectAsync();
        await using var second = red;
        await table.PlayAsync(blue, red, 7);
        (await blue.AckAsync(10)).ShouldBe(10);
        (await red.AckAsync(10)).ShouldBe(10);
        var answer = await table.PlayAsync(blue, red);
        answer.Number("sequence").ShouldBe(11);
        await table.ShouldHaveToldAsync(table.Blue, 1, blue);
        var (again, handOver) = await table.Red.To(table.Id).ConnectAsync();
        await using var third = again;
        handOver.Sequences.ShouldBe([11]);
    }

    [Fact]
    public async Task All_of_the_longest_draft_is_replayed_in_order_and_paged_alike()
    {
        var table = await DraftTable.StartedAsync(server, options: new { format = "duel-10", blindBans = true }, isLong: true);
        var (blue, _) = await table.Blue.To(table.Id).ConnectAsync();
        await using var first = blue;
        var (red, begun) = await table.Red.To(table.Id).ConnectAsync();
        await using var second = red;
        var answer = await table.PlayAsync(blue, red, table.StepsLeft);
        var head = answer.Number("sequence") + answer.Number("count") - 1;
        await red.EventAsync("finished");
        await red.ResetAsync();
        var (back, handOver) = await server.Upgrade().Resume(begun.Token).ConnectAsync();
        await using var third = back;
        handOver.Sequences.ShouldBe(Enumerable.Range(1, (int)head).Select(one => (long)one));
        await table.ShouldHaveToldAsync(table.Red, 1, back);
        await table.ShouldHaveToldAsync(table.Red, 1, red);
        await table.ShouldHaveToldAsync(table.Blue, 1, blue);
        var paged = new List<JsonElement>();
        for (var after = 0L; after < head; after = paged[^1].GetProperty("sequence").GetInt64())
        {
            var page = (await table.Red.GetAsync($"/api/v1/games/{table.Id}/events?after={after}&limit=7")).Events.ToList();
            page.Count.ShouldBe((int)Math.Min(7, head - after));
            paged.AddRange(page);
        }

        paged.Select(one => one.GetRawText()).ShouldBe((await table.Red.LogAsync(table.Id)).Select(one => one.GetRawText()));
    }

    [Fact]
    public async Task A_player_who_missed_five_thousand_events_gets_them_all_in_order_and_then_the_next_one()
    {
        const int missed = 5_000;
        await using var own = await ScenarioServer.StartAsync(("SOCKET_FRAMES_PER_SECOND", "1000000"), ("SOCKET_FRAME_BURST", "1000000"));
        var table = await SquadTable.OpenAsync(own, members: 1);
        var (member, begun) = await table.Members[0].To(table.Id).ConnectAsync();
        await member.ProveAsync();
        await member.ResetAsync();
        var (commander, _) = await table.Commander.To(table.Id).ConnectAsync();
        await using var _ = commander;
        foreach (var page in Enumerable.Range(1, missed).Chunk(100))
        {
            foreach (var i in page)
            {
                await commander.SendCommandAsync("note", new { text = $"note {i}" });
            }

            await commander.EventAsync(3 + page[^1]);
        }

        var (back, handOver) = await own.Upgrade().Resume(begun.Token).From(3).Epoch(begun.Epoch).ConnectAsync();
        await using var first = back;
        handOver.Sequences.ShouldBe(Enumerable.Range(4, missed).Select(one => (long)one));
        handOver.Replayed.Select(one => one.GetProperty("data").GetProperty("text").GetString()).ShouldBe(Enumerable.Range(1, missed).Select(i => $"note {i}"));
        handOver.Through.ShouldBe(3 + missed);
        back.ReplayFrames.ShouldBeGreaterThan(1);
        back.LargestReplayFrameBytes.ShouldBeInRange(1, 65_536);
        await commander.PlayAsync("note", new { text = "the next one" });
        (await back.EventAsync("noted")).Number("sequence").ShouldBe(4 + missed);
    }

    [Fact]
    public async Task Replay_starts_at_any_position_and_leaves_nothing_out()
    {
        var table = await DraftTable.StartedAsync(server);
        var (blue, begun) = await table.Blue.To(table.Id).ConnectAsync();
        var (red, _) = await table.Red.To(table.Id).ConnectAsync();
        await using var first = red;
        await table.PlayAsync(blue, red, 5);
        await blue.DisposeAsync();
        for (var from = 0; from <= 8; from++)
        {
            var (socket, handOver) = await table.Blue.To(table.Id).From(from).Epoch(begun.Epoch).ConnectAsync();
            await using var _ = socket;
            handOver.Sequences.ShouldBe(Enumerable.Range(from + 1, 8 - from).Select(one => (long)one));
            handOver.Through.ShouldBe(8);
            await Wait.ForAsync(TimeSpan.FromMilliseconds(210));
        }
    }

    [Fact]
    public async Task A_handshake_lost_on_the_wire_costs_nothing()
    {
        var table = await DraftTable.WaitingAsync(server);
        var (first, proven) = await table.Blue.To(table.Id).ConnectAsync();
        await first.ProveAsync();
        await first.ResetAsync();
        var (second, lost) = await server.Upgrade().Resume(proven.Token).Silent().ConnectAsync();
        await second.ResetAsync();
        var (third, later) = await server.Upgrade().Resume(proven.Token).Silent().ConnectAsync();
        await using var _ = third;
        await server.Upgrade().Resume(lost.Token).ShouldBeClosedAsync(1008, "Invalid resume token");
        third.IsOpen.ShouldBeTrue();
        later.Token.ShouldNotBe(lost.Token);
    }

    [Fact]
    public async Task A_token_is_proven_by_the_pong_and_then_the_one_before_is_refused()
    {
        var table = await DraftTable.WaitingAsync(server);
        var (first, old) = await table.Blue.To(table.Id).ConnectAsync();
        await first.ProveAsync();
        await first.ResetAsync();
        var (second, rotated) = await server.Upgrade().Resume(old.Token).ConnectAsync();
        await using var _ = second;
        await second.ProveAsync();
        await server.Upgrade().Resume(old.Token).ShouldBeClosedAsync(1008, "Invalid resume token");
        second.IsOpen.ShouldBeTrue();
        await server.Upgrade().Resume(rotated.Token).ConnectAndLeaveAsync();
    }

    [Fact]
    public async Task A_resume_with_the_newest_token_proves_it()
    {
        var table = await DraftTable.WaitingAsync(server);
        var (first, old) = await table.Blue.To(table.Id).ConnectAsync();
        await first.ProveAsync();
        await first.ResetAsync();
        var (second, newest) = await server.Upgrade().Resume(old.Token).Silent().ConnectAsync();
        await second.ResetAsync();
        var (third, _) = await server.Upgrade().Resume(newest.Token).Silent().ConnectAsync();
        await third.ResetAsync();
        await server.Upgrade().Resume(old.Token).ShouldBeClosedAsync(1008, "Invalid resume token");
        await server.Upgrade().Resume(newest.Token).ConnectAndLeaveAsync();
    }

    [Fact]
    public async Task No_other_frame_proves_a_token()
    {
        var table = await DraftTable.StartedAsync(server);
        var (first, old) = await table.Blue.To(table.Id).ConnectAsync();
        await first.ProveAsync();
        await first.ResetAsync();
        var (second, _) = await server.Upgrade().Resume(old.Token).Silent().ConnectAsync();
        await second.UntilAsync("PING");
        await second.AckAsync(2);
        await second.PlayAsync("ban", new { specialization = "Tempest" });
        await second.SendAsync("PONG", new { t = 12345 });
        await second.PingAsync();
        await second.ResetAsync();
        await server.Upgrade().Resume(old.Token).ConnectAndLeaveAsync();
    }

    [Fact]
    public async Task The_latest_handshake_wins_and_the_earlier_socket_is_told()
    {
        var table = await DraftTable.WaitingAsync(server);
        var (first, begun) = await table.Blue.To(table.Id).ConnectAsync();
        await first.ProveAsync();
        var (second, _) = await table.Blue.To(table.Id).Silent().ConnectAsync();
        (await first.ClosedAsync()).Code.ShouldBe(4001);
        var (third, _) = await server.Upgrade().Resume(begun.Token).ConnectAsync();
        await using var _ = third;
        (await second.ClosedAsync()).Code.ShouldBe(4001);
        await third.PingAsync();
    }

    [Fact]
    public async Task Of_many_handshakes_at_once_one_socket_stays()
    {
        var table = await DraftTable.WaitingAsync(server);
        var sockets = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => table.Blue.To(table.Id).OpenAsync()));
        await Wait.UntilAsync(() => Task.FromResult(sockets.Count(socket => socket.IsOpen) <= 1), TimeSpan.FromSeconds(10));
        var left = sockets.Where(socket => socket.IsOpen).ShouldHaveSingleItem();
        await left.PingAsync();
        foreach (var gone in sockets.Where(socket => socket != left))
        {
            (await gone.ClosedAsync()).Code.ShouldBe(4001);
        }

        await left.DisposeAsync();
    }

    [Fact]
    public async Task An_ack_and_a_token_survive_a_kill()
    {
        await using var own = await ScenarioServer.StartAsync();
        var table = await DraftTable.StartedAsync(own);
        var (socket, begun) = await table.Blue.To(table.Id).ConnectAsync();
        (await socket.AckAsync(2)).ShouldBe(2);
        await own.RestartAsync();
        var (back, handOver) = await own.Upgrade().Resume(begun.Token).From(2).Epoch(begun.Epoch).ConnectAsync();
        await using var _ = back;
        handOver.Epoch.ShouldBe(begun.Epoch);
        handOver.Outcome.ShouldBe("replay");
        handOver.Resume.Number("lastSequence").ShouldBe(2);
        handOver.Sequences.First().ShouldBe(3);
        handOver.Replayed.Skip(1).ShouldAllBe(one => one.GetProperty("type").GetString() == "clockCredited");
        await back.PlayAsync("ban", new { specialization = "Tempest" });
    }

    [Fact]
    public async Task A_session_expires_after_its_time_but_never_with_an_open_socket()
    {
        await using var own = await ScenarioServer.StartAsync(("SESSION_TOKEN_TTL_SECONDS", "2"));
        var table = await DraftTable.WaitingAsync(own);
        var (first, begun) = await table.Blue.To(table.Id).ConnectAsync();
        (begun.Resume.Number("expiresAt") - begun.Resume.Number("issuedAt")).ShouldBeInRange(1_500, 2_500);
        await Wait.ForAsync(TimeSpan.FromSeconds(5));
        await first.ResetAsync();
        var (second, later) = await own.Upgrade().Resume(begun.Token).ConnectAsync();
        await second.PingAsync();
        await second.ResetAsync();
        await Wait.ForAsync(TimeSpan.FromSeconds(4));
        await own.Upgrade().Resume(later.Token).ShouldBeClosedAsync(1008, "Invalid resume token");
        await table.Blue.To(table.Id).ConnectAndLeaveAsync();
    }

    [Fact]
    public async Task Signing_out_everywhere_closes_sockets_and_kills_resume_tokens()
    {
        var table = await DraftTable.WaitingAsync(server);
        var (first, begun) = await table.Blue.To(table.Id).ConnectAsync();
        (await table.Blue.PostAsync("/api/v1/auth/logout", new { everywhere = true })).Status.ShouldBe(204);
        (await first.ClosedAsync(within: TimeSpan.FromSeconds(3))).ShouldBe(new Closing(1008, "Unauthorized"));
        await server.Upgrade().Resume(begun.Token).ShouldBeClosedAsync(1008, "Invalid resume token");
        await table.Blue.To(table.Id).ShouldBeClosedAsync(1008, "Unauthorized");
    }

    [Fact]
    public async Task A_password_change_closes_sockets_and_kills_resume_tokens()
    {
        var player = await Player.RegisteredAsync(server);
        var id = (await player.PostAsync("/api/v1/games", new { kind = "draft" })).Body.GetProperty("id").GetString()!;
        var (socket, begun) = await player.To(id).ConnectAsync();
        (await player.PostAsync("/api/v1/auth/change-password", new { current_password = Player.Password, new_password = "Other456?" })).Status.ShouldBe(204);
        (await socket.ClosedAsync(within: TimeSpan.FromSeconds(3))).ShouldBe(new Closing(1008, "Unauthorized"));
        await server.Upgrade().Resume(begun.Token).ShouldBeClosedAsync(1008, "Invalid resume token");
    }

    [Fact]
    public async Task A_ban_closes_sockets_and_kills_resume_tokens()
    {
        await server.RunVerbAsync(["create-admin", "--email", "admin@example.org", "--username", "admin"], ("ADMIN_PASSWORD", Player.Password));
        var admin = await Player.SignInAsync(server.NextNode, "admin");
        var table = await DraftTable.WaitingAsync(server);
        var (socket, begun) = await table.Blue.To(table.Id).ConnectAsync();
        (await admin.PostAsync($"/api/v1/admin/users/{table.Blue.Id}/ban")).Status.ShouldBeInRange(200, 204);
        (await socket.ClosedAsync(within: TimeSpan.FromSeconds(3))).ShouldBe(new Closing(1008, "Unauthorized"));
        await server.Upgrade().Resume(begun.Token).ShouldBeClosedAsync(1008, "Invalid resume token");
        await Wait.UntilAsync(async () => (await table.Blue.GetAsync("/api/v1/auth/me")).Status is 401 or 403, TimeSpan.FromSeconds(5));
        await table.Blue.To(table.Id).ShouldBeClosedAsync(1008, "Unauthorized");
    }

    [Fact]
    public async Task A_plain_sign_out_leaves_the_socket_alone()
    {
        var table = await DraftTable.StartedAsync(server);
        var (socket, _) = await table.Blue.To(table.Id).ConnectAsync();
        await using var __ = socket;
        (await table.Blue.PostAsync("/api/v1/auth/logout")).Status.ShouldBe(204);
        await Wait.ForAsync(TimeSpan.FromSeconds(1.5));
        await socket.PlayAsync("ban", new { specialization = "Tempest" });
    }
}
