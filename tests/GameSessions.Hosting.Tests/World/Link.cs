using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using GameSessions.Games;
using GameSessions.Hosting.Sessions;
using GameSessions.Testing;
using GameSessions.Wire;

namespace GameSessions.Hosting.Tests;

/// <summary>A socket that the test holds the other end of.</summary>
internal sealed class Link(OneThread thread) : IFrameLink
{
    private readonly Channel<Received> inbound = System.Threading.Channels.Channel.CreateUnbounded<Received>();
    private readonly List<(string Type, ServerFrame Frame)> frames = [];
    private TaskCompletionSource? reading;

    /// <summary>Why the node closed it; null while it has not.</summary>
    public Close? Close { get; private set; }

    /// <summary>The frames that the client has read, by their type.</summary>
    public IReadOnlyList<string> Types => [.. frames.Select(frame => frame.Type)];

    /// <summary>All that the node has sent, as it was written.</summary>
    public List<string> Texts { get; } = [];

    public IReadOnlyList<ServerFrame.Presence> Presences => [.. Of<ServerFrame.Presence>()];

    /// <summary>The sequences of the live events.</summary>
    public IReadOnlyList<long> Events => [.. Of<ServerFrame.Event>().Select(frame => frame.Happened.Sequence)];

    public IEnumerable<T> Of<T>()
        where T : ServerFrame => frames.Select(frame => frame.Frame).OfType<T>();

    /// <summary>What was read up to now is not told again.</summary>
    public void Forget() => frames.Clear();

    public void Step(string id = "step-1") => Command(id, "step");

    public void Leave(string id = "leave-1") => Command(id, "leave");

    public void Ack(long sequence) => Say(new ClientFrame.Ack(sequence));

    public void Say(ClientFrame frame) => thread.Run(() => inbound.Writer.TryWrite(new Received(ReceivedKind.Text, Envelope.Write(frame))));

    private void Command(string id, string name) => Say(new ClientFrame.Command(new CommandId(id), name, RawJson.EmptyObject.Parse()));

    public void HangUp() => thread.Run(() => inbound.Writer.TryComplete());

    /// <summary>The client reads nothing more until <see cref="ReadOn"/>.</summary>
    public void StopReading() => reading = new TaskCompletionSource();

    public void ReadOn() => thread.Run(() => reading!.TrySetResult());

    public async Task<Received> ReceiveAsync() =>
        await inbound.Reader.WaitToReadAsync() && inbound.Reader.TryRead(out var received) ? received : new Received(ReceivedKind.Closed);

    public async Task<bool> SendAsync(ReadOnlyMemory<byte> frame)
    {
        if (reading is not null)
        {
            await reading.Task;
        }

        Texts.Add(Encoding.UTF8.GetString(frame.Span));
        using var document = JsonDocument.Parse(frame);
        frames.Add((document.RootElement.GetProperty("type").GetString()!, Envelope.ReadServer(frame)!));
        return true;
    }

    public Task CloseAsync(Close close)
    {
        Close ??= close;
        inbound.Writer.TryComplete();
        return Task.CompletedTask;
    }
}
