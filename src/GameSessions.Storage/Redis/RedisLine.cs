using GameSessions.Hosting.Storage;

namespace GameSessions.Storage.Redis;

/// <summary>
/// Who wants something of the server stands in line while as many commands as it may have at once are on their way: a long line must not look like a
/// server that is late, and what stands in it can still be taken back. Sends in the order of arrival. Thread-safe.
/// </summary>
/// <param name="waitMax">Who has stood in line for so long leaves it.</param>
/// <param name="lost">Ends the line.</param>
internal sealed class RedisLine(int sentMax, int waitingMax, TimeSpan waitMax, TimeProvider time, CancellationToken lost)
{
    private readonly Lock gate = new();
    private readonly Queue<Func<bool>> waiting = [];
    private int sent;

    /// <summary>Sends now or later; <see cref="Leave"/> is to be called once the answer is there.</summary>
    /// <returns>Completes when it is sent, with the answer to come.</returns>
    /// <exception cref="CacheUnavailableException">Too many stand in line, or it moves too slowly.</exception>
    /// <exception cref="OperationCanceledException">The line has ended.</exception>
    public async Task<Task<T>> SendAsync<T>(Func<Task<T>> send)
    {
        var turn = new TaskCompletionSource<Task<T>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var hasLeft = false;
        lock (gate)
        {
            if (sent < sentMax)
            {
                sent++;
                turn.SetResult(send());
            }
            else if (waiting.Count < waitingMax)
            {
                waiting.Enqueue(() => !hasLeft && turn.TrySetResult(send()));
            }
            else
            {
                throw new CacheUnavailableException($"{waitingMax} commands wait for the cache.");
            }
        }

        try
        {
            return await (turn.Task.IsCompleted ? turn.Task : turn.Task.WaitAsync(waitMax, time, lost));
        }
        catch (TimeoutException e)
        {
            lock (gate)
            {
                hasLeft = !turn.Task.IsCompleted;
            }

            return hasLeft ? throw new CacheUnavailableException($"The line for the cache is {waitMax.TotalMilliseconds} ms long.", e) : await turn.Task;
        }
    }

    /// <summary>An answer is there: the next one's turn.</summary>
    public void Leave()
    {
        lock (gate)
        {
            while (!lost.IsCancellationRequested && waiting.TryDequeue(out var trySend))
            {
                if (trySend())
                {
                    return;
                }
            }

            sent--;
        }
    }
}
