namespace Gw2Optimizer.Scenarios.Tests;

/// <summary>Squads planned live.</summary>
public sealed class SquadTests(ScenarioServer server)
{
    private static readonly string[] Offered = ["Firebrand", "Herald"];
    private static readonly string[] OfferedRoles = ["Heal"];

    [Fact]
    public async Task A_squad_runs_from_the_start_without_a_clock()
    {
        var commander = await Player.GuestAsync(server);
        var made = await commander.PostAsync("/api/v1/games", new { kind = "squad", options = new { mode = "WvW", size = 2 } });
        made.Status.ShouldBe(201, $"{made}");
        made.Body.GetProperty("status").GetString().ShouldBe("running");
        made.Body.GetProperty("head").GetInt64().ShouldBe(2);
        made.Body.GetProperty("timer").ValueKind.ShouldBe(JsonValueKind.Null);
        made.Body.GetProperty("options").GetRawText().ShouldBe("""{"mode":"zerg","size":2,"public":true}""");
        made.Body.GetProperty("seats").EnumerateArray().Select(seat => seat.GetProperty("seat").GetString()).ShouldBe(["commander", .. Enumerable.Range(1, 50).Select(number => $"member-{number}")]);
        made.Body.GetProperty("seats")[0].GetProperty("userId").GetString().ShouldBe(commander.Id);
        made.Body.GetProperty("state").GetRawText().ShouldBe(
            $$"""{"mode":"zerg","size":2,"commander":"{{commander.Id}}","locked":false,"slots":[{"slot":1,"userId":null,"name":null,"specialization":null,"role":null},{"slot":2,"userId":null,"name":null,"specialization":null,"role":null}],"members":[],"notes":[]}""");
        (await commander.LogAsync(made.Body.GetProperty("id").GetString()!)).Select(one => one.GetProperty("type").GetString()).ShouldBe(["joined", "started"]);
    }

    [Fact]
    public async Task Three_people_plan_and_all_of_them_hear_everything()
    {
        var table = await SquadTable.OpenAsync(server, members: 2);
        var (first, second) = (table.Members[0], table.Members[1]);
        var (commander, begun) = await table.Commander.To(table.Id).ConnectAsync();
        await using var _ = commander;
        begun.Resume.Text("seat").ShouldBe("commander");
        begun.Resume.Payload.TryGetProperty("timer", out var timer).ShouldBe(timer.ValueKind == JsonValueKind.Null);
        var (one, _) = await first.To(table.Id).ConnectAsync();
        await using var __ = one;
        (await commander.UntilAsync("PRESENCE")).Text("userId").ShouldBe(first.Id);
        var (two, handOver) = await second.To(table.Id).ConnectAsync();
        await using var ___ = two;
        handOver.Resume["online"].EnumerateArray().Select(user => user.GetString()).ShouldBe([table.Commander.Id, first.Id, second.Id], ignoreOrder: true);

        await one.PlayAsync("signUp", new { specializations = Offered, roles = OfferedRoles });
        await two.PlayAsync("note", new { text = "Scourge today" });
        await commander.PlayAsync("assign", new { slot = 1, userId = first.Id, specialization = "Firebrand", role = "healer" });
        await commander.PlayAsync("assign", new { slot = 2, name = "Zoë", specialization = "Scourge" });
        await commander.ShouldBeRefusedAsync("ALREADY_TAKEN", "assign", new { slot = 3, userId = first.Id });
        await commander.ShouldBeRefusedAsync("UNKNOWN_SPECIALIZATION", "assign", new { slot = 3, name = "Zoë", specialization = "Death Magic" });
        await commander.ShouldBeRefusedAsync("BAD_DATA", "compose", new { constraints = 7 });
        await two.ShouldBeRefusedAsync("NOT_ALLOWED", "clear", new { slot = 1 });
        await commander.PlayAsync("move", new { from = 1, to = 10 });
        var last = await commander.PlayAsync("clear", new { slot = 2 });

        var state = await table.StateAsync();
        state.GetProperty("slots")[9].GetRawText().ShouldBe($$"""{"slot":10,"userId":"{{first.Id}}","name":null,"specialization":"Firebrand","role":"healer"}""");
        state.GetProperty("slots").EnumerateArray().Take(9).ShouldAllBe(slot => slot.GetProperty("userId").ValueKind == JsonValueKind.Null && slot.GetProperty("name").ValueKind == JsonValueKind.Null);
        state.GetProperty("members").GetRawText().ShouldBe(
            $$"""[{"userId":"{{first.Id}}","specializations":["Firebrand","Herald"],"roles":["healer"]},{"userId":"{{second.Id}}","specializations":[],"roles":[]}]""");
        foreach (var (player, socket) in ((Player, RawSocket)[])[(table.Commander, commander), (first, one), (second, two)])
        {
            JsonElement.DeepEquals((await table.LookAsync(player)).Body.GetProperty("state"), state).ShouldBeTrue();
            if (socket != commander)
            {
                await socket.EventAsync(last.Number("sequence"));
            }

            await player.ShouldHaveHeardAsync(table.Id, first: 1, socket);
        }
    }

    [Fact]
    public async Task A_private_room_is_its_members_own_and_shuts_out_who_leaves()
    {
        var table = await SquadTable.OpenAsync(server, members: 1, options: new { @public = false });
        var member = table.Members[0];
        var stranger = await Player.GuestAsync(server);
        await stranger.To(table.Id).ShouldBeClosedAsync(1008, "Forbidden");
        (await table.LookAsync(stranger)).Status.ShouldBe(404);

        var (commander, _) = await table.Commander.To(table.Id).ConnectAsync();
        await using var _ = commander;
        var (leaving, begun) = await member.To(table.Id).ConnectAsync();
        await using var __ = leaving;
        (await leaving.PlayAsync("leave", new { })).Number("sequence").ShouldBe(4);
        (await leaving.ClosedAsync()).ShouldBe(new Closing(1008, "Forbidden"));
        leaving.Journal[^1].GetProperty("type").GetString().ShouldBe("left");
        await commander.UntilAsync(frame => frame.Type == "PRESENCE" && frame.Text("userId") == member.Id && !frame["online"].GetBoolean());
        await commander.PlayAsync("note", new { text = "now we may talk" });
        leaving.Seen.ShouldNotContain(frame => frame.ToString().Contains("now we may talk", StringComparison.Ordinal));
        (await table.LookAsync(member)).Status.ShouldBe(404);
        (await member.GetAsync("/api/v1/games?mine=true")).Body.GetArrayLength().ShouldBe(0);
        await server.Upgrade().Resume(begun.Token).ShouldBeClosedAsync(1008, "Forbidden");

        (await table.JoinAsync(member)).Status.ShouldBe(200);
        (await member.GetAsync("/api/v1/games?mine=true")).Body.EnumerateArray().Single().GetProperty("id").GetString().ShouldBe(table.Id);
        var (back, handOver) = await member.To(table.Id).From(0).ConnectAsync();
        await using var ___ = back;
        handOver.Resume.Text("seat").ShouldBe("member-1");
        handOver.Sequences.ShouldBe([1, 2, 3, 4, 5, 6]);
    }

    [Fact]
    public async Task Who_leaves_a_public_room_frees_the_seat_and_watches_on()
    {
        var table = await SquadTable.OpenAsync(server, members: 2);
        var (commander, _) = await table.Commander.To(table.Id).ConnectAsync();
        await using var _ = commander;
        var (socket, _) = await table.Members[0].To(table.Id).ConnectAsync();
        await using var __ = socket;
        await commander.PlayAsync("assign", new { slot = 1, userId = table.Members[0].Id, specialization = "Herald", role = "dps" });
        await commander.ShouldBeRefusedAsync("NOT_ALLOWED", "leave", new { });
        await socket.PlayAsync("leave", new { });
        var gone = await commander.UntilAsync(frame => frame.Type == "PRESENCE" && !frame["online"].GetBoolean());
        gone.Text("userId").ShouldBe(table.Members[0].Id);
        await socket.ShouldBeRefusedAsync("NOT_A_PLAYER", "note", new { text = "hello" });
        await commander.PlayAsync("note", new { text = "hello" });
        (await socket.EventAsync("noted"))["data"].GetProperty("text").GetString().ShouldBe("hello");
        (await table.StateAsync()).GetProperty("slots")[0].GetRawText().ShouldBe("""{"slot":1,"userId":null,"name":null,"specialization":"Herald","role":"dps"}""");

        var newcomer = await Player.GuestAsync(server);
        (await table.JoinAsync(newcomer)).Body.GetProperty("seats")[1].GetProperty("userId").GetString().ShouldBe(newcomer.Id);
        (await table.JoinAsync(table.Members[0])).Body.GetProperty("seats")[3].GetProperty("userId").GetString().ShouldBe(table.Members[0].Id);
        var here = await commander.UntilAsync(frame => frame.Type == "PRESENCE");
        (here.Text("userId"), here["online"].GetBoolean()).ShouldBe((table.Members[0].Id, true));
        await socket.PlayAsync("note", new { text = "back" });
    }

    [Fact]
    public async Task A_locked_room_lets_nobody_in_and_nothing_change()
    {
        var table = await SquadTable.OpenAsync(server, members: 1);
        var newcomer = await Player.GuestAsync(server);
        var (commander, _) = await table.Commander.To(table.Id).ConnectAsync();
        await using var _ = commander;
        var (member, _) = await table.Members[0].To(table.Id).ConnectAsync();
        await using var __ = member;
        await commander.PlayAsync("lock", new { });
        var refused = await table.JoinAsync(newcomer);
        refused.Status.ShouldBe(409);
        refused.ErrorCode.ShouldBe("LOCKED");
        (await table.JoinAsync(table.Members[0])).Status.ShouldBe(200);
        await member.ShouldBeRefusedAsync("LOCKED", "signUp", new { specializations = Offered, roles = OfferedRoles });
        foreach (var (command, data) in ((string, object)[])[("assign", new { slot = 1, name = "x" }), ("move", new { from = 1, to = 2 }), ("clear", new { slot = 1 }), ("compose", new { })])
        {
            await commander.ShouldBeRefusedAsync("LOCKED", command, data);
        }

        await member.PlayAsync("note", new { text = "ready" });
        await commander.PlayAsync("unlock", new { });
        (await table.JoinAsync(newcomer)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Of_sixty_who_join_at_once_fifty_get_a_seat_each()
    {
        var table = await SquadTable.OpenAsync(server);
        var people = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => Player.GuestAsync(server)));
        var answers = await Task.WhenAll(people.Select(table.JoinAsync));
        answers.Count(answer => answer.Status == 200).ShouldBe(50);
        answers.Where(answer => answer.Status != 200).ShouldAllBe(answer => answer.Status == 409 && answer.ErrorCode == "GAME_FULL");
        var game = (await table.LookAsync(table.Commander)).Body;
        var seated = game.GetProperty("seats").EnumerateArray().Skip(1).Select(seat => seat.GetProperty("userId").GetString()).ToList();
        seated.ShouldBe(people.Zip(answers).Where(one => one.Second.Status == 200).Select(one => one.First.Id), ignoreOrder: true);
        game.GetProperty("state").GetProperty("members").GetArrayLength().ShouldBe(50);
        (await table.Commander.LogAsync(table.Id)).Skip(2).Select(one => one.GetProperty("data").GetProperty("seat").GetString()).ShouldBe(Enumerable.Range(1, 50).Select(number => $"member-{number}"));
    }

    [Fact]
    public async Task A_note_of_five_hundred_emoji_comes_back_whole()
    {
        var table = await SquadTable.OpenAsync(server);
        var (commander, _) = await table.Commander.To(table.Id).ConnectAsync();
        await using var _ = commander;
        var text = string.Concat(Enumerable.Repeat("🛡", 500));
        await commander.PlayAsync("note", new { text });
        await commander.ShouldBeRefusedAsync("BAD_DATA", "note", new { text = text + "!" });
        await commander.ShouldBeRefusedAsync("BAD_DATA", "note", new { text = "" });
        commander.Journal[^1].GetProperty("data").GetProperty("text").GetString().ShouldBe(text);
        (await table.StateAsync()).GetProperty("notes")[0].GetProperty("text").GetString().ShouldBe(text);
    }

    [Fact]
    public async Task Missed_notes_come_in_order_and_the_state_keeps_the_last_fifty()
    {
        var table = await SquadTable.OpenAsync(server, members: 1);
        var (commander, _) = await table.Commander.To(table.Id).ConnectAsync();
        await using var _ = commander;
        var (member, begun) = await table.Members[0].To(table.Id).ConnectAsync();
        (await member.AckAsync(3)).ShouldBe(3);
        await member.ResetAsync();
        for (var i = 1; i <= 60; i++)
        {
            await commander.PlayAsync("note", new { text = $"note {i}" });
        }

        var (back, handOver) = await server.Upgrade().Resume(begun.Token).ConnectAsync();
        await using var __ = back;
        handOver.Outcome.ShouldBe("replay");
        handOver.Replayed.Select(one => one.GetProperty("data").GetProperty("text").GetString()).ShouldBe(Enumerable.Range(1, 60).Select(i => $"note {i}"));
        await table.Members[0].ShouldHaveHeardAsync(table.Id, first: 4, back);
        handOver.Resume["summary"].GetProperty("state").GetProperty("notes").EnumerateArray().Select(note => note.GetProperty("text").GetString()).ShouldBe(Enumerable.Range(11, 50).Select(i => $"note {i}"));
    }
}
