using Gw2Optimizer.Combat.Squads;
using Gw2Optimizer.Solvers.Squads;

namespace Gw2Optimizer.Solvers.Tests.Squads;

/// <summary>Tries every squad of a small pool, and knows nothing of the solver: seats are matched to the pool's entries and to the locked ones one by one.</summary>
internal sealed class ExhaustiveSquads
{
    private readonly SquadRequest request;
    private readonly ModeNeeds needs;
    private readonly Archetype[] archetypes;
    private readonly (HashSet<Archetype> Who, int Max)[] supplies;
    private readonly (HashSet<Archetype> Who, int Count)[] demands;
    private readonly int[] counts;
    private readonly int[] supplied;
    private readonly int[][] given;
    private readonly Stack<long> points = new();
    private readonly Dictionary<int, List<(int[] Members, long Points)>> subgroups = [];

    public ExhaustiveSquads(SquadRequest request)
    {
        this.request = request;
        needs = SquadCatalogue.Shipped.Mode(request.Mode)!;
        var pool = request.Pool!.Select(entry => (Who: Meant(entry.Who), Max: entry.Max ?? request.Size)).ToArray();
        demands = [.. request.Locked.Select(entry => (Meant(entry.Who), entry.Count))];
        supplies = [.. pool, .. demands.Where(demand => !Array.Exists(pool, entry => entry.Who.Overlaps(demand.Who)))];
        var avoided = request.Avoid.SelectMany(name => SquadCatalogue.Shipped.Archetypes.Where(archetype => archetype.Specialization == name || archetype.Profession == name));
        archetypes = [.. supplies.SelectMany(supply => supply.Who).Distinct().Except(avoided).OrderBy(archetype => archetype.Id, StringComparer.Ordinal)];
        counts = new int[archetypes.Length];
        supplied = new int[needs.Squad.Count];
        given = [.. archetypes.Select(archetype => needs.Squad.Select(need => archetype.Amount(need.Effect)).ToArray())];
    }

    public int Archetypes => archetypes.Length;

    /// <summary>Null: no squad keeps all rules.</summary>
    public long? Best { get; private set; }

    public ExhaustiveSquads Run()
    {
        Choose(request.Size, 0);
        return this;
    }

    private static HashSet<Archetype> Meant(Selector who) =>
    [
        .. SquadCatalogue.Shipped.Archetypes.Where(archetype =>
            (who.Profession is null || archetype.Profession == who.Profession)
            && (who.Specialization is null || archetype.Specialization == who.Specialization)
            && (who.Role is null || archetype.Role == who.Role)
            && (who.Build is null || archetype.Build == who.Build)),
    ];

    private void Choose(int left, int first)
    {
        if (left == 0)
        {
            Weigh();
            return;
        }

        var size = Math.Min(5, left);
        var list = Subgroups(size);
        for (var index = size == 5 ? first : 0; index < list.Count; index++)
        {
            points.Push(list[index].Points);
            Change(list[index].Members, 1);
            Choose(left - size, index);
            Change(list[index].Members, -1);
            points.Pop();
        }
    }

    private void Change(int[] members, int by)
    {
        foreach (var member in members)
        {
            counts[member] += by;
            for (var need = 0; need < supplied.Length; need++)
            {
                supplied[need] += by * given[member][need];
            }
        }
    }

    private void Weigh()
    {
        long all = 0;
        foreach (var subgroup in points)
        {
            all += subgroup;
        }

        for (var need = 0; need < supplied.Length; need++)
        {
            all += needs.Squad[need].Points(supplied[need], request.Size);
        }

        if (all > (Best ?? long.MinValue) && KeepsRules())
        {
            Best = all;
        }
    }

    private bool KeepsRules() =>
        request.Roles.All(wish => Count(archetype => archetype.Role == wish.Role) >= wish.Min)
        && request.Limits.All(limit => Count(Meant(limit.Who).Contains) <= limit.Max)
        && CanMatch(supplies.Select(supply => (supply.Who, supply.Max)), allSeats: true)
        && CanMatch(demands, allSeats: false);

    private int Count(Func<Archetype, bool> counted) => archetypes.Select((archetype, index) => counted(archetype) ? counts[index] : 0).Sum();

    // Augmenting paths from single players (demands) or single seats (supplies) to the other side.
    private bool CanMatch(IEnumerable<(HashSet<Archetype> Who, int Count)> entries, bool allSeats)
    {
        var players = entries.SelectMany(entry => Enumerable.Repeat(entry.Who, Math.Min(entry.Count, request.Size + 1))).ToArray();
        var seats = archetypes.SelectMany((archetype, index) => Enumerable.Repeat(archetype, counts[index])).ToArray();
        var edges = allSeats
            ? seats.Select(seat => Enumerable.Range(0, players.Length).Where(player => players[player].Contains(seat)).ToArray()).ToArray()
            : players.Select(player => Enumerable.Range(0, seats.Length).Where(seat => player.Contains(seats[seat])).ToArray()).ToArray();
        var taken = Enumerable.Repeat(-1, allSeats ? players.Length : seats.Length).ToArray();
        return Enumerable.Range(0, edges.Length).All(from => Augment(from, edges, taken, []));
    }

    private static bool Augment(int from, int[][] edges, int[] taken, HashSet<int> seen)
    {
        foreach (var to in edges[from].Where(seen.Add))
        {
            if (taken[to] < 0 || Augment(taken[to], edges, taken, seen))
            {
                taken[to] = from;
                return true;
            }
        }

        return false;
    }

    private List<(int[] Members, long Points)> Subgroups(int size)
    {
        if (!subgroups.TryGetValue(size, out var list))
        {
            subgroups[size] = list = [.. Multisets(size, 0).Select(members => (members, Points(members)))];
        }

        return list;
    }

    private IEnumerable<int[]> Multisets(int size, int first) => size == 0
        ? [[]]
        : Enumerable.Range(first, archetypes.Length - first).SelectMany(member => Multisets(size - 1, member).Select(rest => (int[])[member, .. rest]));

    private long Points(int[] members) =>
        members.Sum(member => (long)needs.OwnPoints(archetypes[member]))
        + (members.Length * needs.Subgroup.Sum(need => (long)need.Points(members.Sum(member => archetypes[member].Amount(need.Effect)))));
}
