namespace Gw2Optimizer.Solvers.Squads.Search;

/// <summary>What a search found.</summary>
/// <param name="Subgroups">Kinds of members; the one of fewer than five last.</param>
/// <param name="Bound">No squad has more points.</param>
/// <param name="Prices">The best prices of <see cref="Master.Couplings"/> and then of the cuts; null: cut off before there were any.</param>
/// <param name="PriceBound">The bound that these alone prove.</param>
internal sealed record SquadFound(
    IReadOnlyList<int[]> Subgroups, long Points, long Bound, long[]? Prices, IReadOnlyList<ExtraRow> Cuts, long PriceBound, long Work);

/// <summary>
/// The best squad and its proof. Subgroups are alike, so a squad is a choice of subgroups from one list, bound together only by copies, rules
/// and the squad's needs: with prices on those, the best subgroup taken as often as there are subgroups bounds every squad (Lagrange). Prices come
/// from the linear program over subgroups found so far, cuts and branches close what it leaves open (branch, price and cut); squads come from the same
/// subgroups and from a local search.
/// </summary>
internal sealed class SquadSearch
{
    private const int CutRoundsMax = 8;
    private const int CutsARound = 6;
    private const int RoundsBetweenSquads = 5;
    private const int FirstSteps = 40_000;
    private readonly SquadModel model;
    private readonly Master master;
    private readonly SubgroupSearch subgroups;
    private readonly KnownSubgroups known;
    private readonly LocalSearch local;
    private readonly long steps;
    private readonly Action<long, long>? progress;
    private readonly CancellationToken cancellation;
    private Roster best;
    private long bound;
    private long[]? prices;
    private IReadOnlyList<ExtraRow> pricedCuts = [];
    private long programSteps;

    public SquadSearch(SquadModel model, int[] start, long steps, Action<long, long>? progress, CancellationToken cancellation)
    {
        this.model = model;
        this.steps = steps;
        this.progress = progress;
        this.cancellation = cancellation;
        master = new(model);
        subgroups = new(model.Profiles);
        known = new(model);
        local = new(model);
        best = new(model, start);
        bound = Combat.Squads.SquadScore.Ideal(model.Needs, model.Size) * Master.Scale;
    }

    private long Work => subgroups.Steps + local.Steps + programSteps;

    private bool Over => Work >= steps || cancellation.IsCancellationRequested;

    private long Bound => Math.Max(best.Worth, master.Floor(bound));

    private bool Proven => best.Worth >= master.Floor(bound);

    /// <summary>A bound from which on nothing better than the best squad is left, times <see cref="Master.Scale"/>.</summary>
    private long Enough => ((best.Worth + model.Unit) * Master.Scale) - 1;

    public SquadFound Run()
    {
        local.Improve(best, long.MaxValue, FirstSteps, cancellation);
        AddSubgroups(best);
        Tell();
        var (root, rootPricing) = Root();
        Kick(steps / 10);
        var priceBound = Bound;
        if (!Proven && root is not null && Explore(rootPricing, root, bound, branched: false) is var open && !Over)
        {
            bound = Math.Min(bound, open);
        }

        return new(best.Subgroups(), best.Worth, Bound, prices, pricedCuts, priceBound, Work);
    }

    private void Tell() => progress?.Invoke(best.Worth, Bound);

    // The local search on its own, from the best squad.
    private void Kick(long share)
    {
        if (!Proven && !Over)
        {
            local.Improve(best, Bound, share, cancellation);
            AddSubgroups(best);
            Tell();
        }
    }

    // Prices, then cuts and prices again as long as that helps.
    private (Priced? Priced, Pricing Pricing) Root()
    {
        var pricing = new Pricing(model, master, subgroups, known);
        Priced? priced = null;
        for (var round = 0; round <= CutRoundsMax && !Proven && !Over; round++)
        {
            var before = bound;
            priced = Price(pricing, bound, branched: false);
            if (Proven || !priced.Settled || (round > 0 && before - bound < Master.Scale / 8))
            {
                break;
            }

            var found = Cuts.Find(model, priced.Used, CutsARound);
            if (found.Count == 0)
            {
                break;
            }

            pricing = found.Aggregate(pricing, (cut, row) => cut.With(row));
        }

        return (priced, pricing);
    }

    private Priced Price(Pricing pricing, long start, bool branched)
    {
        var (rounds, before) = (0, pricing.Steps);
        var priced = pricing.Run(start, Enough, steps - Work, cancellation, (reached, at) =>
        {
            if (!branched && reached < bound)
            {
                (bound, prices, pricedCuts) = (reached, at, pricing.Extras);
            }

            if (!branched && rounds++ % RoundsBetweenSquads == 0)
            {
                Compose(pricing.MemberWorth, []);
            }

            Tell();
        });
        programSteps += pricing.Steps - before;
        if (pricing.MemberWorth.Length > 0)
        {
            Compose(pricing.MemberWorth, priced.Used);
        }

        return priced;
    }

    // Depth first; the greatest bound of what is left open, times the scale.
    private long Explore(Pricing pricing, Priced node, long nodeBound, bool branched)
    {
        if (nodeBound <= Enough)
        {
            return best.Worth * Master.Scale;
        }

        if (Over || (branched && !node.Settled) || Branches.Of(model, node.Used) is not { } halves)
        {
            return nodeBound;
        }

        long open = 0;
        foreach (var half in new[] { halves.First, halves.Second })
        {
            var child = pricing.With(half);
            var priced = Price(child, nodeBound, branched: true);
            open = Math.Max(open, Explore(child, priced, priced.Bound, branched: true));
        }

        return Math.Max(open, best.Worth * Master.Scale);
    }

    // Takes subgroups that the linear program likes, then the best ones from what is left; climbs from there.
    private void Compose(long[] worth, IReadOnlyList<(int[] Members, double Times)> used)
    {
        var draft = new Draft(model);
        foreach (var (members, times) in used.OrderByDescending(column => column.Times))
        {
            for (var taken = 0; taken < Math.Ceiling(times - 0.4) && draft.Fits(members); taken++)
            {
                draft.Take(members);
            }
        }

        while (draft.Next is var size and > 0)
        {
            if (subgroups.Best(size, worth, HalfPrices.None(model.Kinds.Count), draft.Left, long.MinValue / 4, 1, Math.Max(0, steps - Work)) is not { Count: > 0 } some)
            {
                return;
            }

            draft.Take(some[0].Members);
        }

        var squad = new Roster(model, draft.Seats);
        AddSubgroups(squad);
        local.Climb(squad);
        if (squad.KeepsRules && squad.Worth > best.Worth)
        {
            best = squad;
            AddSubgroups(best);
            Tell();
        }
    }

    private void AddSubgroups(Roster squad)
    {
        foreach (var members in squad.Subgroups())
        {
            known.Add([.. members.Order()]);
        }
    }
}
