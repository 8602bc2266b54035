using System.Net.Http.Json;
using static Gw2Optimizer.Scenarios.Tests.Clients.Crowd;

namespace Gw2Optimizer.Scenarios.Tests;

/// <summary>Operators turn the cache on and off under everybody.</summary>
public sealed class FlagFlipTests
{
    private const int Squads = 4;
    private const int Members = 49;
    private static readonly TimeSpan Reach = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task The_flag_flips_under_two_hundred_sockets_without_dropping_one_and_reaches_every_node()
    {
        await using var own = await ScenarioServer.StartAsync(("SESSION_REDIS_READTHROUGH_ENABLED", "true"));
        var admin = (await Lobby.AdminAsync(own)) with { Node = own.Nodes[0] };
        var tables = await InTurnAsync(Enumerable.Range(0, Squads), _ => SquadTable.OpenAsync(own, Members));
        var sockets = await InTurnAsync(tables.SelectMany(table => table.Members.Prepend(table.Commander).Select(player => (table, player))), async seat => (await seat.player.To(seat.table.Id).ConnectAsync()).Socket);

        await NoteAsync(tables, sockets, "on");
        (await WritesAsync(own)).ShouldAllBe(writes => writes > 0);

        await FlipAsync(own, admin, enabled: false);
        var (before, hits) = (await WritesAsync(own), await own.MetricAsync("game_session_cache_hits_total"));
        await NoteAsync(tables, sockets, "off");
        await using (var visits = await WarmVisits.BeginAsync(own))
        {
            await visits.ShouldHaveLostNothingAsync();
        }

        (await WritesAsync(own)).ShouldBe(before);
        (await own.MetricAsync("game_session_cache_hits_total")).ShouldBe(hits);

        await FlipAsync(own, admin, enabled: true);
        await NoteAsync(tables, sockets, "on again");
        (await WritesAsync(own)).Zip(before).ShouldAllBe(pair => pair.First > pair.Second);

        foreach (var table in tables)
        {
            (await table.Commander.LogAsync(table.Id)).Count(happened => happened.GetProperty("type").GetString() == "noted").ShouldBe(3);
        }

        foreach (var socket in sockets)
        {
            socket.IsOpen.ShouldBeTrue();
            await socket.DisposeAsync();
        }
    }

    [Fact]
    public async Task Only_operators_flip_it_and_only_to_a_share_of_all_games()
    {
        await using var own = await ScenarioServer.StartAsync();
        var admin = await Lobby.AdminAsync(own);
        (await PutAsync(await Player.GuestAsync(own), new { enabled = true, percent = 50 })).ShouldBe(403);
        object[] wrong = [new { enabled = "yes", percent = 50 }, new { enabled = true, percent = 101 }, new { enabled = true, percent = -1 }, new { enabled = true, percent = "all" }];
        foreach (var body in wrong)
        {
            (await PutAsync(admin, body)).ShouldBe(422, JsonSerializer.Serialize(body));
        }

        (await PutAsync(admin, new { enabled = true, percent = 0 })).ShouldBeInRange(200, 204);
    }

    /// <summary>And waits until both nodes have said so in their logs.</summary>
    private static async Task FlipAsync(ScenarioServer own, Player admin, bool enabled)
    {
        var before = own.Nodes.Select(Said).ToList();
        (await PutAsync(admin, new { enabled, percent = 100 })).ShouldBeInRange(200, 204);
        await Wait.UntilAsync(() => Task.FromResult(own.Nodes.Zip(before).All(pair => Said(pair.First) > pair.Second)), Reach);
    }

    private static int Said(ScenarioNode node) => node.Process.Log.Split('\n').Count(line => line.Contains("GameSessionRegistryRedis", StringComparison.Ordinal));

    private static async Task<int> PutAsync(Player player, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/admin/flags/session-redis-readthrough") { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new("Bearer", player.AccessToken);
        using var answer = await player.Node.Http.SendAsync(request);
        return (int)answer.StatusCode;
    }

    /// <summary>Each commander says something, and all hear it.</summary>
    private static async Task NoteAsync(SquadTable[] tables, RawSocket[] sockets, string text)
    {
        foreach (var (_, squad) in tables.Zip(sockets.Chunk(Members + 1)))
        {
            var said = (await squad[0].PlayAsync("note", new { text })).Number("sequence");
            await Task.WhenAll(squad[1..].Select(socket => socket.EventAsync(said)));
        }
    }

    private static async Task<IReadOnlyList<double>> WritesAsync(ScenarioServer own) =>
        await Task.WhenAll(own.Nodes.Select(node => node.MetricAsync("game_session_cache_writes_total")));
}
