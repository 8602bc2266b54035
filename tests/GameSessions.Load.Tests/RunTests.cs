using GameSessions.Load.Runs;

namespace GameSessions.Load.Tests;

/// <summary>Figures of a load that loses messages would be worth nothing: that each run is whole, at tiny scale. How long it takes is no matter here.</summary>
public sealed class RunTests
{
    private const int Sessions = 20;

    public static TheoryData<string> Names => ["ours", "bare", "signalr"];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_word_reaches_the_other_client_after_it_was_passed_on(string name)
    {
        await using var server = await StartAsync(name);

        var result = await Latency.RunAsync(server, new LatencyPlan(Rooms: 5, PerSecond: 200, TimeSpan.FromSeconds(0.5)));

        result.Lost.ShouldBe(0);
        result.FromCommit.Count.ShouldBe(100);
        result.FromCommit[0].ShouldBeGreaterThan(0);
        result.FromCommit[0.5].ShouldBeLessThan(result.Whole[0.5]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Everybody_who_is_cut_off_gets_every_word_that_was_missed(string name)
    {
        await using var server = await StartAsync(name);

        (await Storm.RunAsync(server, new StormPlan(Sessions, Missed: 20, Kill: false))).Recovered.ShouldBe(Sessions);
    }

    [Fact]
    public async Task The_engine_alone_has_every_word_after_a_kill()
    {
        await using var ours = await StartAsync("ours");
        await using var signalR = await StartAsync("signalr");

        (await Storm.RunAsync(ours, new StormPlan(Sessions, Missed: 20, Kill: true))).Recovered.ShouldBe(Sessions);
        (await Storm.RunAsync(signalR, new StormPlan(Sessions, Missed: 20, Kill: true))).Recovered.ShouldBe(0);
    }

    [Fact]
    public async Task Prefilled_games_are_stored_beside_those_that_are_played()
    {
        await using var server = await ServerProcess.StartAsync(Peer.Ours, folder => Prefill.WriteAsync(folder, games: 50).Wait());

        (await Storm.RunAsync(server, new StormPlan(Sessions, Missed: 2, Kill: false))).Recovered.ShouldBe(Sessions);
        (await Comeback.RunAsync([(server, 0)]))[0].Count.ShouldBeGreaterThan(0);
    }

    private static Task<ServerProcess> StartAsync(string name) => ServerProcess.StartAsync(Peer.All.Single(peer => peer.Name == name));
}
