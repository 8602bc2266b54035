namespace GameSessions.Kills.Tests;

/// <summary>Five hundred: <c>dotnet run -c Release --project tests/GameSessions.Kills -- --kills 500</c>.</summary>
public sealed class KillTests
{
    [Fact]
    public async Task After_thirty_kills_nothing_is_lost_repeated_or_reordered_and_every_clock_is_right()
    {
        using var output = new StringWriter();
        var settings = new KillSettings(Kills: 30, Seed: Random.Shared.Next(), Tables: 4, DownMax: TimeSpan.FromMilliseconds(1_500));
        (await new KillRun(settings, output).RunAsync(TestContext.Current.CancellationToken)).ShouldBe(0, $"{output}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{output}");
    }
}
