using System.Diagnostics;
using System.Globalization;
using GameSessions.Load.Clients;

namespace GameSessions.Load.Runs.PostgreSql;

/// <summary>A player who is sent away by one node, waits as long as it was asked to, and comes back to another.</summary>
internal sealed class RestartGuest
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(60);
    private readonly EngineClient client;
    private readonly IReadOnlyList<ServerProcess> nodes;
    private int heard;
    private int drained;
    private int otherCloses;
    private long sockets;
    private long askedToWait;
    private Waiting? waiting;
    private volatile Task connected = Task.CompletedTask;

    public RestartGuest(EngineClient client, IReadOnlyList<ServerProcess> nodes)
    {
        (this.client, this.nodes) = (client, nodes);
        client.OnHeard = _ => Interlocked.Increment(ref heard);
        client.OnAccepted = number => (Volatile.Read(ref waiting) is { } mine && mine.Number == number ? mine : null)?.Answered.TrySetResult(Stopwatch.GetTimestamp());
        client.OnEnded = (code, reason) =>
        {
            var back = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            connected = back.Task;
            Interlocked.Increment(ref sockets);
            _ = Task.Run(() => ReturnAsync(code, reason, back));
        };
    }

    /// <summary>Words of its room, each once by its place in the log.</summary>
    public int Heard => Volatile.Read(ref heard);

    public int Drained => Volatile.Read(ref drained);

    public int OtherCloses => Volatile.Read(ref otherCloses);

    /// <summary>Ticks from a command to its answer.</summary>
    public List<long> OnOneSocket { get; } = [];

    public List<long> AcrossSockets { get; } = [];

    /// <summary>Says a word in each interval, and the next one only after the last was answered.</summary>
    /// <returns>How many.</returns>
    public async Task<int> SpeakAsync(TimeSpan first, TimeSpan interval, CancellationToken stop)
    {
        var said = 0;
        for (var pause = first; await PauseAsync(pause, stop); pause = interval)
        {
            await connected;
            var (socket, asked) = (Interlocked.Read(ref sockets), Interlocked.Read(ref askedToWait));
            var mine = new Waiting(said + 1);
            Volatile.Write(ref waiting, mine);
            var start = Stopwatch.GetTimestamp();
            client.Say(said++);
            var ticks = await mine.Answered.Task.WaitAsync(AnswerMax, CancellationToken.None) - start;
            Volatile.Write(ref waiting, null);
            if (Interlocked.Read(ref sockets) == socket)
            {
                OnOneSocket.Add(ticks);
            }
            else
            {
                AcrossSockets.Add(Math.Max(0, ticks - (Interlocked.Read(ref askedToWait) - asked)));
            }
        }

        return said;
    }

    private static async Task<bool> PauseAsync(TimeSpan pause, CancellationToken stop)
    {
        await Task.Delay(pause, stop).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return !stop.IsCancellationRequested;
    }

    private async Task ReturnAsync(int code, string reason, TaskCompletionSource back)
    {
        for (var goes = true; goes;)
        {
            await WaitAsAskedAsync(code, reason);
            client.Server = nodes.First(node => node.IsServing).Address;
            try
            {
                await client.ResumeAsync();
                goes = false;
            }
            catch (ClosedException closed)
            {
                (code, reason) = (closed.Code, closed.Reason);
            }
            catch (IOException e)
            {
                (code, reason) = (0, e.Message);
            }
        }

        back.SetResult();
        if (Volatile.Read(ref waiting) is not null)
        {
            client.SayAgain();
        }
    }

    /// <summary><c>Service restart; retry 350ms</c>.</summary>
    private async Task WaitAsAskedAsync(int code, string reason)
    {
        if (code == 1012)
        {
            Interlocked.Increment(ref drained);
            var delay = TimeSpan.FromMilliseconds(int.Parse(reason[(reason.LastIndexOf(' ') + 1)..^"ms".Length], CultureInfo.InvariantCulture));
            Interlocked.Add(ref askedToWait, (long)(delay.TotalSeconds * Stopwatch.Frequency));
            await Task.Delay(delay);
        }
        else
        {
            Console.Error.WriteLine($"Closed with {code} {reason}");
            Interlocked.Increment(ref otherCloses);
            await Task.Delay(RetryDelay);
        }
    }

    private sealed record Waiting(long Number)
    {
        public TaskCompletionSource<long> Answered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
