using System.Text.Json;
using GameSessions.Client;
using GameSessions.Client.Sockets;
using GameSessions.Games;
using GameSessions.Kills.Tables;
using GameSessions.Wire;

namespace GameSessions.Kills.Players;

/// <summary>
/// A client with bad manners that the protocol allows: it says everything twice, asks again for what it has, acks at random, comes by one
/// token or the other, and forgets commands that it never saw answered.
/// </summary>
internal sealed class RawPlayer : IPlayer
{
    private static readonly TimeSpan HandshakeMax = TimeSpan.FromSeconds(10);
    private readonly Journal journal;
    private readonly string accessToken;
    private readonly IClientTransport transport;
    private readonly Random random;
    private readonly CancellationTokenSource stop = new();
    private readonly Lock gate = new();
    private readonly Dictionary<CommandId, (Wanted Command, TaskCompletionSource<CommandResult> Answer)> waiting = [];
    private readonly HashSet<CommandId> resting = [];
    private readonly SemaphoreSlim sending = new(1);
    private readonly Task running;
    private IClientSocket? live;
    private string? resumeToken;
    private string? epoch;

    public RawPlayer(Journal journal, string accessToken, IClientTransport transport, Random random)
    {
        this.journal = journal;
        this.accessToken = accessToken;
        this.transport = transport;
        this.random = random;
        running = RunAsync();
    }

    public async Task<CommandResult> SendAsync(Wanted command)
    {
        var answer = new TaskCompletionSource<CommandResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        IClientSocket? open;
        lock (gate)
        {
            waiting.Add(command.Id, (command, answer));
            open = live;
        }

        if (open is not null)
        {
            await SayAsync(open, command);
        }

        return await answer.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        Forget(everything: true);
        sending.Dispose();
        stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            var after = Between(20, 300);
            try
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
                patience.CancelAfter(HandshakeMax);
                var socket = await transport.ConnectAsync(MakeRequest(), patience.Token);
                using var leave = stop.Token.Register(socket.Abort);
                var close = await FollowAsync(socket);
                socket.Abort();
                after = close.Code == 1012 ? TimeSpan.FromMilliseconds(int.Parse(string.Concat(close.Reason.Where(char.IsAsciiDigit)))) : after;
                resumeToken = close == Close.InvalidResumeToken ? null : resumeToken;
            }
            catch (Exception)
            {
                // The server is down, or was killed in the middle of the upgrade.
            }

            Forget(everything: false);
            await Task.WhenAny(Task.Delay(after, stop.Token));
        }
    }

    private ConnectRequest MakeRequest()
    {
        var position = journal.Position;
        var byToken = resumeToken is not null && Chance(80);
        long? from = Chance(70) || position == 0 ? position : Chance(50) ? Roll(position + 1) : null;
        // Without a position the server replays from the stored ack, which may lie beyond what this client has only by its own acks: never.
        return new ConnectRequest("/ws/game", byToken && Chance(50) ? null : journal.Table.Id, byToken ? null : accessToken, byToken ? resumeToken : null, from, from is null ? null : epoch);
    }

    private async Task<Close> FollowAsync(IClientSocket socket)
    {
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync();
                if (received.Closed is { } close)
                {
                    return close;
                }

                await TakeAsync(socket, Envelope.ReadServer(received.Text));
            }
        }
        finally
        {
            lock (gate)
            {
                live = null;
            }
        }
    }

    private async Task TakeAsync(IClientSocket socket, ServerFrame? frame)
    {
        switch (frame)
        {
            case ServerFrame.Resume resume:
                resumeToken = resume.Token;
                epoch = resume.Epoch;
                if (Chance(20))
                {
                    // Early frames are queued behind the hand-over.
                    await SayAgainAsync(socket);
                }

                break;
            case ServerFrame.Replay replay:
                foreach (var happened in replay.Events)
                {
                    Take(happened);
                }

                break;
            case ServerFrame.ReplayEnd:
                lock (gate)
                {
                    live = socket;
                }

                await SayAgainAsync(socket);
                break;
            case ServerFrame.Event { Happened: var happened }:
                Take(happened);
                await AckAsync(socket);
                break;
            case ServerFrame.Accepted accepted:
                Answer(accepted.CommandId, new CommandResult.Accepted(accepted.Sequence, accepted.Count));
                break;
            case ServerFrame.Refused { Retryable: true } refused:
                _ = SayLaterAsync(socket, refused.CommandId);
                break;
            case ServerFrame.Refused refused:
                Answer(refused.CommandId, new CommandResult.Refused(refused.Code, refused.Message));
                break;
            case ServerFrame.Ping ping when Chance(90):
                await SendAsync(socket, new ClientFrame.Pong(ping.T));
                break;
        }
    }

    private void Take(WireEvent happened)
    {
        if (happened.Sequence > journal.Position)
        {
            journal.Tell(happened);
        }
    }

    private async Task AckAsync(IClientSocket socket)
    {
        if (Chance(40))
        {
            await SendAsync(socket, new ClientFrame.Ack(Math.Max(0, journal.Position - Roll(4))));
        }
    }

    private async Task SayAgainAsync(IClientSocket socket)
    {
        Wanted[] again;
        lock (gate)
        {
            again = [.. waiting.Values.Select(one => one.Command)];
        }

        foreach (var command in again)
        {
            await SayAsync(socket, command);
        }
    }

    /// <summary>Once for however many refusals, or those who say things twice would soon say nothing else.</summary>
    private async Task SayLaterAsync(IClientSocket socket, CommandId id)
    {
        lock (gate)
        {
            if (!resting.Add(id))
            {
                return;
            }
        }

        await Task.Delay(Between(50, 300));
        Wanted? command;
        lock (gate)
        {
            resting.Remove(id);
            command = live == socket && waiting.TryGetValue(id, out var one) ? one.Command : null;
        }

        if (command is not null)
        {
            await SayAsync(socket, command);
        }
    }

    private async Task SayAsync(IClientSocket socket, Wanted command)
    {
        var frame = new ClientFrame.Command(command.Id, command.Name, JsonSerializer.SerializeToElement(command.Data, WireJson.Options));
        for (var times = Chance(20) ? 2 : 1; times > 0; times--)
        {
            await SendAsync(socket, frame);
        }
    }

    private async Task SendAsync(IClientSocket socket, ClientFrame frame)
    {
        await sending.WaitAsync();
        try
        {
            await socket.SendAsync(Envelope.Write(frame));
        }
        finally
        {
            sending.Release();
        }
    }

    private void Answer(CommandId id, CommandResult result)
    {
        lock (gate)
        {
            if (waiting.Remove(id, out var one))
            {
                one.Answer.TrySetResult(result);
            }
        }
    }

    /// <summary>Some commands without an answer are never sent again: they must be in the log whole, or not at all.</summary>
    private void Forget(bool everything)
    {
        lock (gate)
        {
            foreach (var (id, (_, answer)) in waiting.ToArray())
            {
                if (everything || Chance(15))
                {
                    waiting.Remove(id);
                    answer.TrySetResult(new CommandResult.Unanswered());
                }
            }
        }
    }

    private TimeSpan Between(int fromMs, int toMs) => TimeSpan.FromMilliseconds(fromMs + Roll(toMs - fromMs));

    private bool Chance(int percent) => Roll(100) < percent;

    private int Roll(int bound)
    {
        lock (random)
        {
            return random.Next(bound);
        }
    }
}
