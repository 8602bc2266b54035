using GameSessions.Hosting.Nodes;

namespace GameSessions.Hosting.Storage;

/// <summary>Waits that end, whatever the store does.</summary>
public static class StorageWaits
{
    /// <exception cref="StorageUnavailableException">It took longer; it may still be done.</exception>
    public static async Task<T> WithinAsync<T>(this Task<T> asked, TimeSpan atMost, TimeProvider time)
    {
        try
        {
            return await asked.InContextAsync().WaitAsync(atMost, time);
        }
        catch (TimeoutException e)
        {
            throw new StorageUnavailableException("The store has not answered in time.", e);
        }
    }

    /// <inheritdoc cref="WithinAsync{T}"/>
    public static async Task WithinAsync(this Task asked, TimeSpan atMost, TimeProvider time) => await asked.AnswerAsync().WithinAsync(atMost, time);

    private static async Task<bool> AnswerAsync(this Task task)
    {
        await task;
        return true;
    }
}
