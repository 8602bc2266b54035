namespace Gw2Optimizer.Solvers.Squads.Search;

/// <summary>
/// Settles what prices leave open. A squad that beats the best known one can only be made of subgroups whose worth under the prices falls short of the
/// best subgroup's by less than the gap, and all its shortfalls together by less: few enough to try them all.
/// </summary>
internal sealed class Closing(
    SquadModel model, Master master, SubgroupSearch search, long[] prices, long points, long steps, CancellationToken cancellation)
{
    private const int SubgroupsMax = 30_000;

    // Work beside placements, in steps of about the same time.
    private const int WeighingSteps = 100;
    private const int ChoosingSteps = 5;
    private readonly int[] left = [.. model.Kinds.Select(kind => kind.Copies)];
    private readonly int[] ruled = [.. model.Rules.Select(rule => rule.Max)];
    private readonly List<int[]> chosen = [];
    private long best = points;
    private long stepsLeft = steps;

    /// <summary>Null: none better was found.</summary>
    public IReadOnlyList<int>? BestSeats { get; private set; }

    public long? BestPoints => BestSeats is null ? null : best;

    private long Needed => (best + model.Unit) * Master.Scale;

    /// <summary>False: out of steps before everything was tried.</summary>
    public bool Run()
    {
        var worth = master.MemberPrices(prices);
        var start = master.Fixed(prices);
        var full = model.Full == 0 ? [new Subgroup([], 0)] : Best(5, worth, above: null);
        var rest = model.Rest == 0 ? [new Subgroup([], 0)] : Best(model.Rest, worth, above: null);
        if (full is null || rest is null)
        {
            return false;
        }

        var slack = start + (model.Full * full[0].Value) + rest[0].Value - Needed;
        var fulls = model.Full == 0 ? [] : Best(5, worth, full[0].Value - slack - 1);
        var rests = model.Rest == 0 ? rest : Best(model.Rest, worth, rest[0].Value - slack - 1);
        if (fulls is null || rests is null)
        {
            return false;
        }

        foreach (var last in rests)
        {
            if (start + last.Value + (model.Full * full[0].Value) < Needed)
            {
                break;
            }

            Take(last.Members, -1);
            var done = Choose(fulls, 0, model.Full, start + last.Value);
            Take(last.Members, 1);
            if (!done)
            {
                return false;
            }
        }

        return true;
    }

    private IReadOnlyList<Subgroup>? Best(int size, long[] worth, long? above)
    {
        var before = search.Steps;
        var found = search.Best(size, worth, left, above ?? (long.MinValue / 4), above is null ? 1 : SubgroupsMax, Math.Max(0, stepsLeft));
        stepsLeft -= search.Steps - before;
        return found is null || found.Count == SubgroupsMax ? null : found;
    }

    private bool Choose(IReadOnlyList<Subgroup> from, int first, int seats, long value)
    {
        if (seats == 0)
        {
            stepsLeft -= WeighingSteps;
            Weigh();
            return true;
        }

        for (var index = first; index < from.Count; index++)
        {
            stepsLeft -= ChoosingSteps;
            if (stepsLeft < 0 || cancellation.IsCancellationRequested)
            {
                return false;
            }

            var subgroup = from[index];
            if (value + (seats * subgroup.Value) < Needed)
            {
                return true;
            }

            Take(subgroup.Members, -1);
            var done = !Fits(subgroup.Members) || Choose(from, index, seats - 1, value + subgroup.Value);
            Take(subgroup.Members, 1);
            if (!done)
            {
                return false;
            }
        }

        return true;
    }

    private void Weigh()
    {
        if (model.Points(chosen) is var reached && reached > best && new Roster(model, chosen.SelectMany(members => members)).KeepsRules)
        {
            best = reached;
            BestSeats = [.. chosen.OrderByDescending(members => members.Length).SelectMany(members => members)];
        }
    }

    private bool Fits(int[] members) => members.All(kind => left[kind] >= 0 && model.Kinds[kind].Rules.All(rule => ruled[rule] >= 0));

    private void Take(int[] members, int change)
    {
        if (change < 0 && members.Length > 0)
        {
            chosen.Add(members);
        }
        else if (members.Length > 0)
        {
            chosen.RemoveAt(chosen.Count - 1);
        }

        foreach (var kind in members)
        {
            left[kind] += change;
            foreach (var rule in model.Kinds[kind].Rules)
            {
                ruled[rule] += change;
            }
        }
    }
}
