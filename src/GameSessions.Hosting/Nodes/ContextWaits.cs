namespace GameSessions.Hosting.Nodes;

/// <summary>Waits whose end comes back to the context of whoever waits.</summary>
internal static class ContextWaits
{
    /// <summary>
    /// The same task, but completed in the caller's context: what waits for a source that runs its continuations asynchronously through
    /// <c>WaitAsync</c> or <c>WhenAny</c> would go on in the thread pool.
    /// </summary>
    public static async Task<T> InContextAsync<T>(this Task<T> task) => await task;

    /// <inheritdoc cref="InContextAsync{T}"/>
    public static async Task InContextAsync(this Task task) => await task;
}
