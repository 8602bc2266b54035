using System.Threading.Channels;
using Npgsql;

namespace GameSessions.Storage.PostgreSql;

/// <summary>
/// Tells other nodes, and hears from them, that the feed may have something new. It says nothing else, is told after the commit on a connection of
/// its own, and may be lost: whoever waits polls as well. Thread-safe.
/// </summary>
internal sealed class PostgreSqlWakeUps : IAsyncDisposable
{
    private const string Channel = "session_commits";

    /// <summary>At most one wake-up in this time; the first one goes out at once.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(2);

    /// <summary>Before the next try to connect.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>After so long a silence the server is asked whether it still is there.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    private readonly Channel<bool> due = System.Threading.Channels.Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource closing = new();
    private readonly string connectionString;
    private readonly Lazy<Task> sending;
    private readonly Lazy<Task> listening;

    private TaskCompletionSource next = NewSignal();

    public PostgreSqlWakeUps(string connectionString)
    {
        this.connectionString = connectionString;
        sending = new Lazy<Task>(() => Task.Run(() => KeepAsync(SendAsync)));
        listening = new Lazy<Task>(() => Task.Run(() => KeepAsync(ListenAsync)));
    }

    /// <summary>Soon, and together with others; returns at once.</summary>
    public void Send()
    {
        due.Writer.TryWrite(true);
        _ = sending.Value;
    }

    /// <summary>Completes at the next wake-up, or when some may have been missed.</summary>
    public Task WaitAsync(CancellationToken cancellation)
    {
        _ = listening.Value;
        return Volatile.Read(ref next).Task.WaitAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (!closing.IsCancellationRequested)
        {
            await closing.CancelAsync();
            await Task.WhenAll(new[] { sending, listening }.Where(loop => loop.IsValueCreated).Select(loop => loop.Value));
            closing.Dispose();
        }
    }

    /// <summary>Runs what needs a connection, on a new one whenever the last one has failed.</summary>
    private async Task KeepAsync(Func<NpgsqlConnection, Task> run)
    {
        while (!closing.IsCancellationRequested)
        {
            try
            {
                await using var connection = new NpgsqlConnection(connectionString);
                await connection.OpenAsync(closing.Token);
                await run(connection);
            }
            catch (Exception) when (!closing.IsCancellationRequested)
            {
                await Task.Delay(Pause, closing.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            }
            catch (Exception)
            {
                // It ends.
            }
        }
    }

    private async Task SendAsync(NpgsqlConnection connection)
    {
        while (await due.Reader.WaitToReadAsync(closing.Token) && due.Reader.TryRead(out _))
        {
            await connection.ExecuteAsync($"NOTIFY {Channel}");
            await Task.Delay(Pace, closing.Token);
        }
    }

    private async Task ListenAsync(NpgsqlConnection connection)
    {
        connection.Notification += (_, _) => Wake();
        await connection.ExecuteAsync($"LISTEN {Channel}");
        // What was sent before this nobody heard.
        Wake();
        while (true)
        {
            if (!await connection.WaitAsync(Silence, closing.Token))
            {
                await connection.ExecuteAsync("SELECT 1");
            }
        }
    }

    private void Wake() => Interlocked.Exchange(ref next, NewSignal()).TrySetResult();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
