using System.Collections.Concurrent;
using GoLive.Probes;

namespace GoLive.Players;

/// <summary>Pairs of players who draft, lose their network in the middle, and draft on, one game after another.</summary>
internal sealed class Traffic : IAsyncDisposable
{
    /// <summary>Each player loses its network after so many moves of both; the cache is asked at each return.</summary>
    private const int MovesPerDrop = 2;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentBag<double> returns = [];
    private readonly ConcurrentBag<string> faults = [];
    private readonly IReadOnlyList<Uri> servers;
    private readonly Api api;
    private readonly TimeProvider time;
    private readonly Task playing;
    private int games;
    private int lost;

    /// <param name="players">Rounded up to pairs.</param>
    public Traffic(int players, Api api, IReadOnlyList<Uri> servers, TimeProvider time)
    {
        (this.api, this.servers, this.time) = (api, servers, time);
        playing = Task.WhenAll(Enumerable.Range(0, (players + 1) / 2).Select(_ => PlayAsync()));
    }

    public int Games => games;

    /// <summary>Events that somebody was not told, or twice, or out of turn.</summary>
    public int Lost => lost;

    /// <summary>What went wrong, in words.</summary>
    public IReadOnlyCollection<string> Faults => faults;

    /// <summary>From the return of the network to the end of the replay, in ms.</summary>
    public IReadOnlyCollection<double> Returns => returns;

    /// <summary>No further move is made.</summary>
    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await playing;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stop.Dispose();
    }

    private async Task PlayAsync()
    {
        var (blue, red) = (new Player(api), new Player(api));
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await PlayOneAsync(blue, red);
                Interlocked.Increment(ref games);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is ProbeException or HttpRequestException or TimeoutException or OperationCanceledException)
            {
                faults.Add(e.Message);
                await RestAsync();
            }
        }
    }

    private async Task PlayOneAsync(Player blue, Player red)
    {
        await using var table = await Table.OpenAsync(blue, red, servers, time, stop.Token);
        for (var move = 1; !table.IsOver; move++)
        {
            await table.MoveAsync(stop.Token);
            await Task.Delay(Pause, stop.Token);
            if (move % MovesPerDrop == 0)
            {
                var captain = move / MovesPerDrop % 2 == 0 ? table.Blue : table.Red;
                var isMissing = !table.IsOver;
                returns.Add((await captain.DropAndResumeAsync(() => Task.Delay(isMissing ? Pause : TimeSpan.Zero, stop.Token), stop.Token)).TotalMilliseconds);
            }
        }

        Interlocked.Add(ref lost, await table.CountLostAsync(stop.Token));
    }

    private async Task RestAsync()
    {
        try
        {
            await Task.Delay(Rest, stop.Token);
        }
        catch (OperationCanceledException)
        {
            // It ends.
        }
    }
}
