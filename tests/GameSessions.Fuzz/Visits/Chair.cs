using GameSessions.Fuzz.Frames;
using GameSessions.Fuzz.Oracle;
using GameSessions.Fuzz.Sockets;

namespace GameSessions.Fuzz.Visits;

/// <summary>One user of one game, whose socket is opened again whenever it has ended.</summary>
internal sealed class Chair(Profile profile, Player player, string gameId, string name, string path = "/ws/game")
{
    private const int TriesMax = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly List<SocketWatch> watches = [];
    private IReadOnlyList<Input> last = [];
    private Peer? peer;
    private string? token;
    private string? epoch;
    private long told;

    public Player Player => player;

    /// <summary>The highest sequence that the socket was told.</summary>
    public long Told => peer!.Watch.Told;

    public IReadOnlyList<JsonElement> Heard => [.. watches.SelectMany(watch => watch.Heard)];

    /// <summary>Opens the socket where there is none, or another one that takes over.</summary>
    public async Task OpenAsync(SimRandom random)
    {
        var earlier = peer;
        if (earlier is not null && !earlier.Ended.IsCompleted && !random.Chance(0.1))
        {
            return;
        }

        var (way, from) = (random.Next(4), random.Chance(0.3) ? random.Next() : (ulong?)null);
        for (var tries = 0; tries < TriesMax; tries++)
        {
            var position = from is { } number ? (long?)(number % (ulong)(told + 1)) : null;
            var resumes = way is 0 or 1 && tries == 0 && token is not null;
            var handshake = Greet(resumes ? way : way | 2, position, random);
            (peer, var closing) = await TryAsync(handshake, position);
            if (closing is null)
            {
                await LeaveAsync(earlier);
                return;
            }

            await peer.DisposeAsync();
            if (closing != new Closing(1013, "Too many sockets; try again"))
            {
                throw Found($"the upgrade was refused: {closing}");
            }

            await Task.Delay(Pause);
        }

        throw Found("the upgrade was refused again and again");
    }

    /// <summary>Sends and waits until all is answered, or until the socket ends as it must.</summary>
    public async Task SendAsync(IReadOnlyList<Input> inputs)
    {
        var socket = peer!;
        if (inputs.Count == 0 || socket.Ended.IsCompleted)
        {
            // Where it has ended, it was by what came before.
            return;
        }

        last = inputs;
        var end = inputs[^1];
        socket.Watch.Await(inputs.Select(input => input.Awaited).OfType<Awaited>());
        await socket.SendAsync(inputs.SelectMany(input => input.Wire).ToArray(), isLast: end.After != Aftermath.None);
        if (end.After == Aftermath.LineIsCut)
        {
            socket.Reset();
            await EndedAsync(socket, [-1]);
            return;
        }

        var settled = end.After == Aftermath.None ? socket.Watch.SettledAsync() : Task.Delay(Timeout.Infinite, CancellationToken.None);
        if (await Task.WhenAny(settled, socket.Ended, Task.Delay(Patience)) == settled)
        {
            return;
        }

        if (!socket.Ended.IsCompleted)
        {
            throw Found(end.After == Aftermath.None ? $"no answer within {Patience.TotalSeconds} s: {socket.Watch.Missing()}" : "the socket stays open");
        }

        await EndedAsync(socket, [.. inputs.SelectMany(input => input.Closes ?? [])]);
    }

    /// <summary>Everything that was sent before is answered, once: nothing more comes for it.</summary>
    public async Task SettleAsync(string fence)
    {
        if (peer is { Ended.IsCompleted: false } && !profile.MayBeRateLimited)
        {
            await SendAsync([InputMaker.Fence(fence)]);
        }
    }

    public async Task LeaveAsync(bool byReset)
    {
        if (peer is null)
        {
            return;
        }

        if (byReset)
        {
            peer.Reset();
        }
        else
        {
            await peer.SendAsync(WireFrame.WriteClose(1000, []), isLast: true);
        }

        await EndedAsync(peer, [1000, -1]);
        await peer.DisposeAsync();
    }

    private Handshake Greet(int way, long? from, SimRandom random)
    {
        // An inbox is named by its path.
        var query = $"{path}?{(path == "/ws/game" ? $"gameId={gameId}&" : "")}{(from is null ? "" : $"from={from}&epoch={epoch}&")}";
        return way switch
        {
            0 => Handshake.To($"{query}resume={token}"),
            1 => Handshake.To(query, Handshake.Protocols($"gamesessions.v1, resume.{token}")),
            2 => Handshake.To(query, Handshake.Bearer(player.AccessToken)),
            _ => Handshake.To(query, Handshake.Protocols($"access_token.{player.AccessToken},gamesessions.v1")),
        };
    }

    private async Task<(Peer Peer, Closing? Refusal)> TryAsync(Handshake handshake, long? from)
    {
        last = [new Input("upgrade", handshake.Request, Said: handshake.Request)];
        var watch = new SocketWatch(gameId, from, profile.MayBeRateLimited);
        var opened = await Peer.OpenAsync(profile.Server.Nodes[0].Address, handshake.Request, watch, answersPings: !profile.MayBeRateLimited);
        if (opened.Status != 101)
        {
            throw Found($"the upgrade was answered by {opened.Status}");
        }

        if (!await opened.IsAnsweredAsync())
        {
            throw Found("no hand-over");
        }

        if (!watch.Live.Task.IsCompleted)
        {
            return (opened, await ClosingAsync(opened));
        }

        watches.Add(watch);
        (token, epoch) = (watch.Token, watch.Epoch);
        return (opened, null);
    }

    /// <summary>The socket that was there before has been taken over.</summary>
    private async Task LeaveAsync(Peer? earlier)
    {
        if (earlier is not null)
        {
            await EndedAsync(earlier, [4001]);
            await earlier.DisposeAsync();
        }
    }

    private async Task EndedAsync(Peer socket, IReadOnlyList<int> allowed)
    {
        told = Math.Max(told, socket.Watch.Told);
        var closing = await ClosingAsync(socket);
        // What ended it first stands.
        var isExpected = socket.Watch.IsEndNoted || (closing is { Code: 1008, Reason: "Rate limited" } ? profile.MayBeRateLimited : allowed.Contains(closing.Code));
        socket.Watch.IsEndNoted = true;
        if (!isExpected)
        {
            throw Found($"the socket ended with {closing}");
        }
    }

    private async Task<Closing> ClosingAsync(Peer socket)
    {
        try
        {
            return await socket.Ended.WaitAsync(Patience);
        }
        catch (ViolationException e)
        {
            throw Found(e.Message);
        }
        catch (TimeoutException)
        {
            throw Found("the socket stays open");
        }
    }

    private ViolationException Found(string what) => new($"{name}: {what}\n  sent last:\n{string.Join('\n', last.Select(input => $"    {input}"))}");
}
