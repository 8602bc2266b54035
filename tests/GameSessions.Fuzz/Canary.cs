using System.Diagnostics;

namespace GameSessions.Fuzz;

/// <summary>A good session in a game of its own, which must be served as if nothing happened.</summary>
internal sealed class Canary(ScenarioServer server)
{
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly List<double> answersMs = [];

    public int Moves => answersMs.Count;

    /// <summary>The time from a command to its answer at this share of the moves, in ms.</summary>
    public double AnswerMs(double share) => answersMs.Order().ElementAtOrDefault((int)((answersMs.Count - 1) * share));

    /// <summary>Plays drafts until told to stop.</summary>
    /// <exception cref="ViolationException">It was not served well.</exception>
    public async Task PlayAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await DraftAsync(stop);
            }
            catch (Exception e) when (e is not ViolationException)
            {
                throw new ViolationException($"a good session in another game was not served: {e.Message}");
            }
        }
    }

    private async Task DraftAsync(CancellationToken stop)
    {
        var table = await DraftTable.StartedAsync(server);
        var (blue, _) = await table.Blue.To(table.Id).ConnectAsync();
        await using var _ = blue;
        var (red, _) = await table.Red.To(table.Id).ConnectAsync();
        await using var __ = red;
        while (table.StepsLeft > 0 && !stop.IsCancellationRequested)
        {
            var watch = Stopwatch.StartNew();
            await table.PlayAsync(blue, red);
            watch.Elapsed.ShouldBeLessThan(AnswerMax);
            answersMs.Add(watch.Elapsed.TotalMilliseconds);
            await Task.Delay(Pause, CancellationToken.None);
        }

        await blue.PingAsync();
        await red.PingAsync();
        await table.ShouldHaveToldAsync(table.Blue, 1, blue);
        await table.ShouldHaveToldAsync(table.Red, 1, red);
    }
}
