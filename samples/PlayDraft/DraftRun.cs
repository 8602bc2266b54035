using System.Diagnostics;
using System.Net;
using Gw2Optimizer.RealServer;

namespace PlayDraft;

/// <summary>One draft from the first guest to the verdict.</summary>
internal static class DraftRun
{
    /// <returns>Whether both journals and the log are equal.</returns>
    public static async Task<bool> PlayAsync(DraftSettings settings, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        void Say(string line) => Console.WriteLine($"{watch.Elapsed.TotalSeconds,6:0.0} s  {line}");

        Say($"seed {settings.Seed}: {settings.Format}, {settings.Cuts} cuts, {settings.Kills} kills, {settings.Pace.TotalMilliseconds:0} ms a move");
        await using var server = settings.Url is null ? new ServerProcess("play-draft") : null;
        var address = settings.Url ?? server!.Address;
        var equal = false;
        try
        {
            await (server?.StartAsync(cancellationToken) ?? Task.CompletedTask);
            Say($"server at {address}");
            equal = await PlayAsync(settings, address, server, Say, cancellationToken);
        }
        finally
        {
            if (server is not null && !equal)
            {
                server.KeepFolder = true;
                Say($"the server's log is {server.LogPath}");
            }
        }

        return equal;
    }

    private static async Task<bool> PlayAsync(DraftSettings settings, Uri address, ServerProcess? server, Action<string> say, CancellationToken cancellationToken)
    {
        var endpoint = new IPEndPoint((await Dns.GetHostAddressesAsync(address.Host, cancellationToken))[0], address.Port);
        await using Relay blueRelay = new(endpoint), redRelay = new(endpoint);
        using var api = new Api(address);
        var blueToken = await api.SignInAsGuestAsync(cancellationToken);
        var redToken = await api.SignInAsGuestAsync(cancellationToken);
        var game = await api.CreateGameAsync(blueToken, new { kind = "draft", timeControl = new { preset = "blitz" }, options = new { format = settings.Format } }, cancellationToken);
        await api.JoinAsync(redToken, game, cancellationToken);
        say($"game {game}");

        await using var blue = new Captain("blue", game, blueToken, blueRelay.Address, new Random(settings.Seed + 1), say);
        await using var red = new Captain("red", game, redToken, redRelay.Address, new Random(settings.Seed + 2), say);
        var faults = new FaultMaker([(blue, blueRelay), (red, redRelay)], server, say);
        await PlayMovesAsync(settings, blue, red, faults, say, cancellationToken);
        var board = await blue.ReachAsync(int.MaxValue, cancellationToken);
        await red.ReachAsync(int.MaxValue, cancellationToken);
        await blue.SettleAsync(cancellationToken);
        await red.SettleAsync(cancellationToken);
        say($"over after {board.Step} moves, {faults.Cuts} cuts and {faults.Kills} kills");

        var history = await api.GetHistoryAsync(blueToken, game, cancellationToken);
        var state = await api.GetGameAsync(blueToken, game, cancellationToken);
        return new DraftReport(blue, red, history, state, (blueRelay.Connections, redRelay.Connections)).Print()
            && faults.Cuts == settings.Cuts && faults.Kills == settings.Kills;
    }

    private static async Task PlayMovesAsync(DraftSettings settings, Captain blue, Captain red, FaultMaker faults, Action<string> say, CancellationToken cancellationToken)
    {
        var random = new Random(settings.Seed);
        var order = Board.Order(settings.Format);
        var plan = Fault.Plan(settings.Cuts, settings.Kills, order.Length, random);
        for (var step = 0; step < order.Length; step++)
        {
            var mover = char.ToUpperInvariant(order[step]) == 'B' ? blue : red;
            var known = await mover.ReachAsync(step, cancellationToken);
            if (mover.IsOver)
            {
                say("the draft ended before its last move");
                return;
            }

            // A move somewhere in the middle of its faults, so that they meet it before, while and after it is sent.
            var thinking = settings.Pace * (0.5 + random.NextDouble());
            var breaking = faults.MakeAsync(plan[step], thinking * 1.2, cancellationToken);
            await Task.Delay(thinking, cancellationToken);
            var moved = await mover.MoveAsync(known, isBan: char.IsUpper(order[step]));
            say($"{step + 1,2}/{order.Length} {moved}");
            await breaking;
        }
    }
}
