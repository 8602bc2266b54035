namespace GameSessions.Simulation.Engine;

/// <summary>
/// The only thread there is. Whatever is ready runs in an order that the seed picks; when nothing is, time jumps to the next timer.
/// </summary>
internal sealed class Scheduler(SimRandom random)
{
    private readonly List<(SimContext Context, SendOrPostCallback Callback, object? State)> ready = [];
    private readonly PriorityQueue<(SimContext Context, Action Fire), (long At, long Order)> timers = new();
    private long order;

    /// <summary>Virtual time, in ticks of 100 ns since the world began.</summary>
    public long Now { get; private set; }

    public long Steps { get; private set; }

    /// <summary>Called before each step; may crash a node.</summary>
    public Action? BeforeStep { get; set; }

    public Action<Exception>? Unhandled { get; set; }

    public void Post(SimContext context, SendOrPostCallback callback, object? state) => ready.Add((context, callback, state));

    public void At(SimContext context, long time, Action fire) => timers.Enqueue((context, fire), (Math.Max(time, Now), order++));

    public void After(SimContext context, TimeSpan delay, Action fire) => At(context, Now + delay.Ticks, fire);

    /// <summary>Runs until virtual time <paramref name="until"/>, or until <paramref name="isDone"/>.</summary>
    public void Run(long until, Func<bool> isDone)
    {
        while (!isDone())
        {
            if (ready.Count > 0)
            {
                var pick = random.Next(ready.Count);
                var (context, callback, state) = ready[pick];
                ready[pick] = ready[^1];
                ready.RemoveAt(ready.Count - 1);
                BeforeStep?.Invoke();
                Step(context, () => callback(state));
            }
            else if (timers.TryPeek(out _, out var next) && next.At <= until)
            {
                var (context, fire) = timers.Dequeue();
                Now = Math.Max(Now, next.At);
                Step(context, fire);
            }
            else
            {
                Now = Math.Max(Now, until);
                return;
            }
        }
    }

    private void Step(SimContext context, Action run)
    {
        if (context.IsDead)
        {
            return;
        }

        Steps++;
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            run();
        }
        catch (Exception e)
        {
            Unhandled?.Invoke(e);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(null);
        }
    }
}

/// <summary>
/// One process, or one client, of the world. Once it is dead nothing of it runs any more: not a continuation, not a <c>finally</c>, as after
/// kill -9.
/// </summary>
internal sealed class SimContext(Scheduler scheduler, string name) : SynchronizationContext
{
    public string Name => name;

    public bool IsDead { get; private set; }

    public void Kill() => IsDead = true;

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (!IsDead)
        {
            scheduler.Post(this, d, state);
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nothing waits for another thread here.");

    public override SynchronizationContext CreateCopy() => this;
}
