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

    private sealed record Watch(Moment Moment, TaskCompletionSource Come);
}
