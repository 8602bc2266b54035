namespace GameSessions.Kills.Faults;

/// <summary>An instant in the life of a socket that a kill can follow.</summary>
internal enum Moment
{
    UpgradeBegun,
    HandOverBegun,
    CommandSent,
    CommandAccepted,
    EventTold,
    AckSent,
    AckStored,
}

/// <summary>Tells one waiter of the next moment of a kind, on whichever socket it comes.</summary>
internal sealed class Moments
{
    private static readonly TimeSpan MomentMax = TimeSpan.FromSeconds(2);
    private volatile Watch? watch;

    public void Note(Moment moment)
    {
        if (watch is { } waiting && waiting.Moment == moment)
        {
            waiting.Come.TrySetResult();
        }
    }

    /// <returns>False: none came in time.</returns>
    public async Task<bool> NextAsync(Moment moment, TimeSpan within, CancellationToken cancellationToken)
    {
        var waiting = new Watch(moment, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        watch = waiting;
        var first = await Task.WhenAny(waiting.Come.Task, Task.Delay(within, cancellationToken));
        watch = null;
        return first == waiting.Come.Task;
    }

    /// <summary>Waits for a moment of a random kind, and then for a random time in which something may be half done.</summary>
    /// <returns>Null: none came in time.</returns>
    public async Task<Moment?> JustAfterOneAsync(Random random, CancellationToken cancellationToken)
    {
        var moment = random.GetItems(Enum.GetValues<Moment>(), 1)[0];
        var came = await NextAsync(moment, MomentMax, cancellationToken);
        await PauseAsync(TimeSpan.FromMilliseconds(20 * Math.Pow(random.NextDouble(), 3)));
        return came ? moment : null;
    }

    /// <summary>To a fraction of a millisecond: a commit takes no longer.</summary>
    public static async Task PauseAsync(TimeSpan pause)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var coarse = Math.Floor(pause.TotalMilliseconds) - 2;
        if (coarse > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(coarse));
        }

        while (clock.Elapsed < pause)
        {
            Thread.SpinWait(20);
        }
    }

    private sealed record Watch(Moment Moment, TaskCompletionSource Come);
}
