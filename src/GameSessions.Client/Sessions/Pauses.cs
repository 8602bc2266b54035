namespace GameSessions.Client.Sessions;

internal static class Pauses
{
    /// <summary>Returns early when cancelled; whoever waits looks at its token.</summary>
    public static async Task PauseAsync(this TimeProvider time, TimeSpan duration, CancellationToken cancellationToken)
    {
        try
        {
            // Delays are cut to whole milliseconds, so that a shorter one would be none and its loop would spin.
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(duration.TotalMilliseconds)), time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
        }
    }
}
