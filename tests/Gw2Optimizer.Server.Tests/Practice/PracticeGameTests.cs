using Gw2Optimizer.Server.Learning;
using Gw2Optimizer.Server.Tests.Games;

namespace Gw2Optimizer.Server.Tests.Practice;

public abstract class PracticeGameTests(TestServer server)
{
    private static readonly TimeSpan Thinks = TimeSpan.FromSeconds(20);

    private const string Practice = """{"kind":"draft","opponent":"practice"}""";

    [Fact]
    public async Task A_guest_plays_a_whole_draft_against_it_that_teaches_nothing()
    {
        await using var own = await server.StartAnotherAsync();
        var guest = await own.NewGuestAsync();
        var made = await own.CreateAsync(guest, Practice);
        made.Status.ShouldBe(201, made.Body);
        made.Text("status").ShouldBe("running");
        made.Json.GetProperty("seats").EnumerateArray().Select(seat => (seat.Word("seat"), seat.Word("username"))).ShouldBe([("blue", null), ("red", "Practice")]);
        var id = made.Text("id");
        await using var blue = await own.JoinedAsync(guest, id);
        while (await NextAsync(own, guest, id) is { } state)
        {
            if (state.At("next").Word("seat") is "blue")
            {
                await blue.AcceptedAsync(state.At("next").Word("action")!, new { specialization = state.GetProperty("available")[0].GetString(), role = "dps" });
            }
            else
            {
                var due = state.Number("step") + 4;
                await blue.EventAsync(happened => happened.Number("sequence") >= due, Thinks);
            }
        }

        var finished = GameSocket.PayloadOf(await blue.EventAsync("finished")).GetProperty("data");
        finished.Word("reason").ShouldBe("complete");
        finished.At("scores", "red").GetDouble().ShouldBeGreaterThan(finished.At("scores", "blue").GetDouble(), "It looks a step ahead, and the guest did not look at all.");
        (await own.Service<EvidenceRows>().ReadAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task It_is_there_and_acknowledges_like_a_player()
    {
        var guest = await server.NewGuestAsync();
        var id = await server.CreatedAsync(guest, """{"kind":"draft","opponent":"Practice","seat":"red"}""");
        await using var red = await server.JoinedAsync(guest, id);
        var banned = GameSocket.PayloadOf(await red.EventAsync("banned", Thinks));
        banned.At("data").Word("seat").ShouldBe("blue");
        var admin = await server.AdminAsync();
        await WaitAsync(async () =>
        {
            var session = (await server.GetAsync($"/api/v1/admin/games/{id}", admin)).Json.GetProperty("sessions").EnumerateArray().Single(session => session.Word("seat") == "blue");
            return session.GetProperty("connected").GetBoolean() && session.Number("lastAck") == 4;
        });
    }

    [Fact]
    public async Task More_drafts_at_once_than_a_player_may_have_sockets()
    {
        var ids = new List<(Player Guest, string Id)>();
        for (var i = 0; i < 12; i++)
        {
            var guest = await server.NewGuestAsync();
            ids.Add((guest, await server.CreatedAsync(guest, """{"kind":"draft","opponent":"practice","seat":"red"}""")));
        }

        foreach (var (guest, id) in ids)
        {
            await WaitAsync(async () => (await server.GameAsync(guest, id)).Json.Number("head") >= 4);
        }
    }

    [Fact]
    public async Task It_plays_drafts_only()
    {
        var refused = await server.CreateAsync(await server.NewGuestAsync(), """{"kind":"squad","opponent":"practice"}""");
        refused.Status.ShouldBe(422);
        refused.Json.At("fields").TryGetProperty("opponent", out _).ShouldBeTrue();
    }

    private static async Task<System.Text.Json.JsonElement?> NextAsync(TestServer server, Player player, string id) =>
        (await server.GameAsync(player, id)).Json.GetProperty("state") is var state && state.GetProperty("next").ValueKind is System.Text.Json.JsonValueKind.Object ? state : null;

    private static async Task WaitAsync(Func<Task<bool>> done)
    {
        for (var left = Thinks; !await done(); left -= TimeSpan.FromMilliseconds(100))
        {
            left.ShouldBeGreaterThan(TimeSpan.Zero);
            await Task.Delay(100);
        }
    }
}

public sealed class PracticeGameOnSqliteTests(TestServer server) : PracticeGameTests(server), IClassFixture<TestServer>;

public sealed class PracticeGameOnPostgreSqlTests(PostgreSqlTestServer server) : PracticeGameTests(server.OrSkip()), IClassFixture<PostgreSqlTestServer>;
