using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;

namespace GameSessions.Load.Clients;

/// <summary>A word that a client heard. Instants are ticks of the monotonic clock that all processes share.</summary>
/// <param name="N">The sender's count.</param>
/// <param name="ServedAt">When the server passed it on; 0 where the message does not tell.</param>
/// <param name="Sequence">Its place in the game's log; 0 for peers, which have none.</param>
internal readonly record struct Heard(long N, long SentAt, long ServedAt, long Sequence);

/// <summary>One session in one room, of one wire protocol: joins, speaks, is cut off, and comes back by the means of its protocol.</summary>
internal abstract class Client(IPEndPoint server)
{
    private static readonly TimeSpan LiveMax = TimeSpan.FromSeconds(60);
    private readonly Lock gate = new();
    private TaskCompletionSource live = new();
    private TaskCompletionSource<long>? reached;
    private RawSocket? socket;
    private long goal;

    /// <summary>The highest count up to which every word was heard.</summary>
    public long Last { get; private set; } = -1;

    public Action<Heard>? OnHeard { get; set; }

    /// <summary>The server ended the connection, with a close code or without: 0.</summary>
    public Action<int, string>? OnEnded { get; set; }

    /// <summary>Where it connects the next time.</summary>
    public IPEndPoint Server { get; set; } = server;

    protected RawSocket Socket => socket!;

    /// <summary>Enters the room for the first time; live when it ends.</summary>
    public abstract Task JoinAsync();

    /// <summary>Comes back after a cut, or tries to.</summary>
    /// <exception cref="RefusedException">The server does not know the session any more.</exception>
    /// <exception cref="IOException">The server is not there, or ended the connection.</exception>
    public abstract Task ResumeAsync();

    /// <summary>Says a word to everybody in the room, itself too.</summary>
    public abstract void Say(long n);

    public void Cut() => socket?.Cut();

    /// <summary>Reads no more, though the connection stays.</summary>
    public void Stall() => socket?.Stall();

    /// <summary>Ends with the instant when every word up to <paramref name="n"/> was heard.</summary>
    public Task<long> HearAsync(long n)
    {
        lock (gate)
        {
            goal = n;
            reached = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (Last >= n)
            {
                reached.SetResult(Stopwatch.GetTimestamp());
            }

            return reached.Task;
        }
    }

    /// <summary>The upgrade is through: whatever the client has to say first.</summary>
    protected virtual void Opened()
    {
    }

    protected abstract void Take(ReadOnlySpan<byte> message);

    /// <summary>Connects and waits until the protocol says that the session is live.</summary>
    protected async Task OpenAsync(string pathAndQuery, string headers = "")
    {
        live = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var opening = live;
        socket?.Cut();
        socket = new RawSocket(
            Server,
            (from, message) =>
            {
                if (from == socket)
                {
                    Take(message);
                }
            },
            ended =>
            {
                if (!opening.TrySetException(new ClosedException(ended.CloseCode, ended.CloseReason)))
                {
                    OnEnded?.Invoke(ended.CloseCode, ended.CloseReason);
                }
            });
        await socket.ConnectAsync(pathAndQuery, headers);
        Opened();
        await opening.Task.WaitAsync(LiveMax);
    }

    protected void GoLive() => live.TrySetResult();

    protected void Refuse(string why) => live.TrySetException(new RefusedException(why));

    /// <summary>Reads <c>"n":1,"t":2,"s":3</c> of a message.</summary>
    protected void HearIn(ReadOnlySpan<byte> message, long sequence = 0) =>
        Hear(new Heard(NumberAfter(message, "\"n\":"u8), NumberAfter(message, "\"t\":"u8), sequence == 0 ? NumberAfter(message, "\"s\":"u8) : 0, sequence));

    protected static string Words(long n) => string.Create(CultureInfo.InvariantCulture, $"{{\"n\":{n},\"t\":{Stopwatch.GetTimestamp()}}}");

    protected static long NumberAfter(ReadOnlySpan<byte> message, ReadOnlySpan<byte> name) =>
        message.IndexOf(name) is var at and >= 0 && System.Buffers.Text.Utf8Parser.TryParse(message[(at + name.Length)..], out long number, out _) ? number : 0;

    protected static string TextAfter(ReadOnlySpan<byte> message, ReadOnlySpan<byte> name)
    {
        var at = message.IndexOf(name);
        if (at < 0)
        {
            return "";
        }

        var rest = message[(at + name.Length)..];
        return Encoding.UTF8.GetString(rest[..rest.IndexOf((byte)'"')]);
    }

    private void Hear(Heard heard)
    {
        lock (gate)
        {
            if (heard.N == Last + 1)
            {
                Last = heard.N;
                if (Last == goal)
                {
                    reached?.TrySetResult(Stopwatch.GetTimestamp());
                }
            }
        }

        OnHeard?.Invoke(heard);
    }
}
