namespace GameSessions.Hosting.Sessions;

/// <summary>How many frames one socket may send: a bucket that refills steadily. Not thread-safe; instants are the caller's, in ms.</summary>
internal sealed class FrameLimiter(int perSecond, int burst)
{
    private readonly Queue<double> refused = new();
    private double tokens = burst;
    private double lastMs = double.NaN;

    public enum Verdict
    {
        Handle,
        Refuse,
        Close,
    }

    public Verdict Judge(double nowMs)
    {
        if (!double.IsNaN(lastMs))
        {
            tokens = Math.Min(burst, tokens + ((nowMs - lastMs) * perSecond / 1000));
        }

        lastMs = nowMs;
        if (tokens >= 1)
        {
            tokens--;
            return Verdict.Handle;
        }

        refused.Enqueue(nowMs);
        while (refused.Peek() <= nowMs - 1000)
        {
            refused.Dequeue();
        }

        return refused.Count > Limits.RefusedFramesPerSecondMax ? Verdict.Close : Verdict.Refuse;
    }
}
