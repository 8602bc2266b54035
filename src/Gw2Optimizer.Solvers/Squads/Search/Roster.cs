using System.Runtime.Intrinsics;

namespace Gw2Optimizer.Solvers.Squads.Search;

/// <summary>A squad that is being changed: its members by seat, and every sum that its points and rules need.</summary>
internal sealed class Roster
{
    /// <summary>What a broken rule costs for each member too many or too few: more than any member is worth.</summary>
    private const long Broken = 1_000_000;

    private readonly SquadModel model;
    private readonly int[] counts;
    private readonly int[] ruled;
    private readonly int[] squad;
    private readonly Vector128<byte>[] without;

    public Roster(SquadModel model, IEnumerable<int> seats)
    {
        this.model = model;
        Seats = [.. seats];
        counts = new int[model.Kinds.Count];
        ruled = new int[model.Rules.Count];
        squad = new int[model.Needs.Squad.Count];
        without = new Vector128<byte>[Seats.Length];
        Recount();
    }

    /// <summary>The kind in each seat; subgroup by subgroup.</summary>
    public int[] Seats { get; }

    /// <summary>Points, less <see cref="Broken"/> for what breaks rules.</summary>
    public long Worth { get; private set; }

    public bool KeepsRules => Broke() == 0;

    public int CountOf(int kind) => counts[kind];

    public IReadOnlyList<int[]> Subgroups() => [.. Seats.Chunk(5)];

    /// <summary>Sets all sums from the seats.</summary>
    public void Recount()
    {
        Array.Clear(counts);
        Array.Clear(ruled);
        Array.Clear(squad);
        foreach (var kind in Seats)
        {
            Count(kind, 1);
        }

        for (var seat = 0; seat < Seats.Length; seat++)
        {
            Resum(seat);
        }

        Worth = model.Points(Seats.Chunk(5)) - (Broken * Broke());
    }

    /// <summary>What it would gain to put another kind into a seat.</summary>
    public long GainOfReplacing(int seat, int kind)
    {
        var old = Seats[seat];
        long gain = model.Kinds[kind].Own - model.Kinds[old].Own;
        gain += Covered(seat, kind) - Covered(seat, old);
        for (var need = 0; need < squad.Length; need++)
        {
            var change = model.Kinds[kind].Squad[need] - model.Kinds[old].Squad[need];
            if (change != 0)
            {
                gain += model.Needs.Squad[need].Points(squad[need] + change, model.Size) - model.Needs.Squad[need].Points(squad[need], model.Size);
            }
        }

        var broke = BrokeBy(old, -1) + BrokeBy(kind, 1);
        foreach (var rule in model.Kinds[old].Rules)
        {
            if (Array.BinarySearch(model.Kinds[kind].Rules, rule) >= 0)
            {
                broke -= RuleChange(rule, -1) + RuleChange(rule, 1);
            }
        }

        return gain - (Broken * broke);
    }

    /// <summary>What it would gain to swap two seats of different subgroups.</summary>
    public long GainOfSwapping(int first, int second) =>
        Covered(first, Seats[second]) + Covered(second, Seats[first]) - Covered(first, Seats[first]) - Covered(second, Seats[second]);

    public void Replace(int seat, int kind, long gain)
    {
        Count(Seats[seat], -1);
        Seats[seat] = kind;
        Count(kind, 1);
        ResumSubgroup(seat);
        Worth += gain;
    }

    public void Swap(int first, int second, long gain)
    {
        (Seats[first], Seats[second]) = (Seats[second], Seats[first]);
        ResumSubgroup(first);
        ResumSubgroup(second);
        Worth += gain;
    }

    private long Covered(int seat, int kind) => SubgroupSize(seat) * (long)model.Profiles.Points(model.Profiles.Join(without[seat], kind));

    private int SubgroupSize(int seat) => Math.Min(5, Seats.Length - (seat / 5 * 5));

    private void ResumSubgroup(int seat)
    {
        var first = seat / 5 * 5;
        for (var other = first; other < first + SubgroupSize(seat); other++)
        {
            Resum(other);
        }
    }

    private void Resum(int seat)
    {
        var first = seat / 5 * 5;
        var sum = Vector128<byte>.Zero;
        for (var other = first; other < first + SubgroupSize(seat); other++)
        {
            sum = other == seat ? sum : model.Profiles.Join(sum, Seats[other]);
        }

        without[seat] = sum;
    }

    private void Count(int kind, int change)
    {
        counts[kind] += change;
        foreach (var rule in model.Kinds[kind].Rules)
        {
            ruled[rule] += change;
        }

        for (var need = 0; need < squad.Length; need++)
        {
            squad[need] += change * model.Kinds[kind].Squad[need];
        }
    }

    private long Broke()
    {
        long broke = 0;
        for (var kind = 0; kind < counts.Length; kind++)
        {
            broke += Math.Max(0, counts[kind] - model.Kinds[kind].Copies);
        }

        for (var rule = 0; rule < ruled.Length; rule++)
        {
            broke += Broke(rule, ruled[rule]);
        }

        return broke;
    }

    private int Broke(int rule, int count) => Math.Max(0, count - model.Rules[rule].Max) + Math.Max(0, model.Rules[rule].Min - count);

    private int RuleChange(int rule, int change) => Broke(rule, ruled[rule] + change) - Broke(rule, ruled[rule]);

    // How much more is broken if a kind comes (+1) or goes (-1).
    private long BrokeBy(int kind, int change)
    {
        var copies = model.Kinds[kind].Copies;
        long broke = Math.Max(0, counts[kind] + change - copies) - Math.Max(0, counts[kind] - copies);
        foreach (var rule in model.Kinds[kind].Rules)
        {
            broke += RuleChange(rule, change);
        }

        return broke;
    }
}
