using Gw2Optimizer.RealServer;

namespace PlayDraft;

/// <summary>Makes the faults of one move, each at its time.</summary>
internal sealed class FaultMaker(IReadOnlyList<(Captain Captain, Relay Relay)> captains, ServerProcess? server, Action<string> say)
{
    private static readonly TimeSpan ConnectionWait = TimeSpan.FromSeconds(30);

    public int Cuts { get; private set; }

    public int Kills { get; private set; }

    public async Task MakeAsync(IReadOnlyList<Fault> faults, TimeSpan over, CancellationToken cancellationToken)
    {
        var at = 0.0;
        foreach (var fault in faults)
        {
            await Task.Delay(over * (fault.At - at), cancellationToken);
            at = fault.At;
            if (fault.Cut is { } cut)
            {
                await CutAsync(captains[fault.Captain].Captain, captains[fault.Captain].Relay, cut, cancellationToken);
            }
            else
            {
                await KillAsync(fault.Down, cancellationToken);
            }
        }
    }

    private async Task KillAsync(TimeSpan down, CancellationToken cancellationToken)
    {
        Kills++;
        say($"kill {Kills}");
        await server!.KillAsync();
        await Task.Delay(down, cancellationToken);
        await server.StartAsync(cancellationToken);
        say($"kill {Kills}: the server is back");
    }

    private async Task CutAsync(Captain captain, Relay relay, Cut cut, CancellationToken cancellationToken)
    {
        for (var until = DateTime.UtcNow + ConnectionWait; !await relay.CutAsync(cut, cancellationToken);)
        {
            if (DateTime.UtcNow > until)
            {
                throw new DraftFailedException($"{captain.Name} does not come back");
            }

            await Task.Delay(5, cancellationToken);
        }

        Cuts++;
        say($"cut {Cuts}: {captain.Name}, {cut}");
    }
}
