using GameSessions.Kills.Checks;
using GameSessions.Kills.Tables;
using Gw2Optimizer.RealServer;

namespace GameSessions.Kills.Faults;

/// <summary>Tears players' connections, some in the middle of a frame.</summary>
internal sealed class LineCutter(IReadOnlyList<Croupier> croupiers, int seed, Tally tally)
{
    private readonly Random random = new(seed);
    private volatile bool mayCut = true;

    public bool MayCut
    {
        get => mayCut;
        set => mayCut = value;
    }

    /// <summary>Goes on until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            await Task.WhenAny(Task.Delay(random.Next(20, 400), CancellationToken.None));
            var relay = croupiers[random.Next(croupiers.Count)].Relays[random.Next(2)];
            if (mayCut && await relay.CutAsync(random.GetItems(Enum.GetValues<Cut>(), 1)[0], CancellationToken.None))
            {
                tally.Count("cuts");
            }
        }
    }
}
