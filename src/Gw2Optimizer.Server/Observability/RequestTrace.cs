namespace Gw2Optimizer.Server.Observability;

/// <summary>What is known of the request that the current code runs for: its id, and how often it touched the database.</summary>
internal sealed class RequestTrace
{
    private static readonly AsyncLocal<Holder?> Local = new();

    private int reads;
    private int writes;
    private long databaseTicks;

    private RequestTrace(string id) => Id = id;

    /// <summary>Null outside a request, also for work that a request started and that outlives it.</summary>
    public static RequestTrace? Current => Local.Value?.Trace;

    public string Id { get; }

    public int Reads => reads;

    public int Writes => writes;

    public TimeSpan DatabaseTime => TimeSpan.FromTicks(Interlocked.Read(ref databaseTicks));

    public static RequestTrace Begin(string id)
    {
        var trace = new RequestTrace(id);
        Local.Value = new Holder { Trace = trace };
        return trace;
    }

    public static void End()
    {
        // Work that was started by the request holds the same holder: emptied, it stops to log under this request's id.
        Local.Value?.Trace = null;
    }

    public void CountRead(TimeSpan elapsed)
    {
        Interlocked.Increment(ref reads);
        Interlocked.Add(ref databaseTicks, elapsed.Ticks);
    }

    public void CountWrite(TimeSpan elapsed)
    {
        Interlocked.Increment(ref writes);
        Interlocked.Add(ref databaseTicks, elapsed.Ticks);
    }

    private sealed class Holder
    {
        public RequestTrace? Trace { get; set; }
    }
}
