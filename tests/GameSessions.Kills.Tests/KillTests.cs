using RealStores;

namespace GameSessions.Kills.Tests;

/// <summary>
/// Hundreds: <c>dotnet run -c Release --project tests/GameSessions.Kills -- --kills 500</c>, and
/// <c>dotnet run -c Release --project tests/GameSessions.Kills -- --nodes 2 --faults 300</c>.
/// </summary>
public sealed class KillTests
{
    [Fact]
    public Task After_thirty_kills_nothing_is_lost_repeated_or_reordered_and_every_clock_is_right() =>
        ShouldFindNothingAsync(new KillSettings(Nodes: 1, Faults: 30, Seed: Random.Shared.Next(), Tables: 4, DownMax: TimeSpan.FromMilliseconds(1_500)));

    [Fact]
    public Task After_thirty_faults_of_two_nodes_and_their_stores_nothing_is_lost_and_all_serve_again_within_ten_seconds()
    {
        Assert.SkipWhen(Stores.Missing is not null && !Stores.MustBeThere, Stores.Missing ?? "");
        return ShouldFindNothingAsync(new KillSettings(Nodes: 2, Faults: 30, Seed: Random.Shared.Next(), Tables: 4, DownMax: TimeSpan.Zero));
    }

    private static async Task ShouldFindNothingAsync(KillSettings settings)
    {
        await using var output = new StringWriter();
        (await new KillRun(settings, output).RunAsync(TestContext.Current.CancellationToken)).ShouldBe(0, $"{output}");
    }
}
