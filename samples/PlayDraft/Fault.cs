using Gw2Optimizer.RealServer;

namespace PlayDraft;

/// <param name="Cut">Of a connection; null: a kill.</param>
/// <param name="Captain">Whose connection; nobody's for a kill.</param>
/// <param name="At">When within its move, from 0 to 1.</param>
/// <param name="Down">How long a killed server stays down; more than a second is an outage, which the clock gives back.</param>
internal sealed record Fault(Cut? Cut, int Captain, double At, TimeSpan Down = default)
{
    private static readonly TimeSpan DownMax = TimeSpan.FromSeconds(3);

    /// <summary>All faults in a random order, spread evenly over the moves.</summary>
    public static IReadOnlyList<IReadOnlyList<Fault>> Plan(int cuts, int kills, int moves, Random random)
    {
        var faults = Enumerable.Range(0, cuts)
            .Select(_ => new Fault(random.GetItems(Enum.GetValues<Cut>(), 1)[0], random.Next(2), random.NextDouble()))
            .Concat(Enumerable.Range(0, kills).Select(_ => new Fault(Cut: null, 0, random.NextDouble(), DownMax * random.NextDouble())))
            .ToArray();
        random.Shuffle(faults);
        var byMove = faults.Select((fault, i) => (fault, move: i * moves / faults.Length)).ToLookup(pair => pair.move, pair => pair.fault);
        return [.. Enumerable.Range(0, moves).Select(move => byMove[move].OrderBy(fault => fault.At).ToList())];
    }
}
