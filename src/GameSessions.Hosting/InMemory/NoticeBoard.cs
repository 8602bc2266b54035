using System.Globalization;
using GameSessions.Hosting.Storage;

namespace GameSessions.Hosting.InMemory;

/// <summary>Every notice since the start, and who waits for the next. The caller holds the store's lock.</summary>
internal sealed class NoticeBoard
{
    private readonly List<FeedNotice> notices = [];
    private readonly List<Waiter> waiters = [];

    public FeedCursor Head => new(notices.Count.ToString(CultureInfo.InvariantCulture));

    public FeedPage Read(FeedCursor after)
    {
        var seen = int.Parse(after.Value, CultureInfo.InvariantCulture);
        // Of another incarnation of the store, where it stands beyond this one's end.
        return seen >= notices.Count ? new FeedPage([], after) : new FeedPage(notices.GetRange(seen, notices.Count - seen), Head);
    }

    /// <summary>The store is another one: what was told in the last one is forgotten.</summary>
    public void Restart() => notices.Clear();

    public void Post(FeedNotice notice)
    {
        notices.Add(notice);
        foreach (var waiter in waiters)
        {
            waiter.Wake();
        }

        waiters.Clear();
    }

    /// <remarks>A waiter has a source of its own: <c>Task.WaitAsync</c> over a shared one would complete on the thread pool.</remarks>
    public Task WaitAsync(Lock gate, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellation);
        }

        var waiter = new Waiter();
        waiters.Add(waiter);
        waiter.EndBy(
            () =>
            {
                lock (gate)
                {
                    waiters.Remove(waiter);
                }
            },
            cancellation);
        return waiter.Task;
    }

    private sealed class Waiter() : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        private CancellationTokenRegistration registration;

        public void EndBy(Action forget, CancellationToken cancellation) => registration = cancellation.UnsafeRegister(
            _ =>
            {
                forget();
                TrySetCanceled(cancellation);
            },
            null);

        public void Wake()
        {
            // Not Dispose, which would wait for a cancellation that itself waits for the store's lock.
            registration.Unregister();
            TrySetResult();
        }
    }
}
