namespace PlayDraft;

/// <summary>Makes the faults of one move, each at its time.</summary>
internal sealed class FaultMaker(IReadOnlyList<(Captain Captain, Relay Relay)> captains, ServerProcess? server, Action<string> say)
{
    public int Cuts { get; private set; }

    public int Kills { get; private set; }

    public async Task MakeAsync(IReadOnlyList<Fault> faults, TimeSpan over, CancellationToken cancellationToken)
    {
        var at = 0.0;
        foreach (var fault in faults)
        {
            await Task.Delay(over * (fault.At - at), cancellationToken);
            at = fault.At;
            if (fault.Kind == FaultKind.Kill)
            {
                Kills++;
                say($"kill {Kills}");
                await server!.KillAndRestartAsync(fault.Down, cancellationToken);
                say($"kill {Kills}: the server is back");
            }
            else
            {
                var (captain, relay) = captains[fault.Captain];
                await relay.CutAsync(fault.Kind, cancellationToken);
                Cuts++;
                say($"cut {Cuts}: {captain.Name}, {fault.Kind}");
            }
        }
    }
}
