namespace GameSessions.Testing;

/// <summary>Runs everything that is posted to it when asked, on the caller's thread: what leaves this context is not seen by a test.</summary>
internal sealed class OneThread : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> ready = [];

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (ready)
        {
            ready.Enqueue((d, state));
        }
    }

    public void Run(Action action)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            action();
            RunReady();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <summary>Within <see cref="Run"/>: everything that is ready by now, and what that makes ready.</summary>
    public void RunReady()
    {
        while (TryTake(out var callback, out var state))
        {
            callback(state);
        }
    }

    private bool TryTake(out SendOrPostCallback callback, out object? state)
    {
        lock (ready)
        {
            var found = ready.TryDequeue(out var work);
            (callback, state) = work;
            return found;
        }
    }
}
