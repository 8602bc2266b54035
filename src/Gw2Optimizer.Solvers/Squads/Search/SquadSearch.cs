namespace Gw2Optimizer.Solvers.Squads.Search;

/// <summary>What a search found.</summary>
/// <param name="Subgroups">Kinds of members; the one of fewer than five last.</param>
/// <param name="Bound">No squad has more points.</param>
/// <param name="Prices">The best prices of <see cref="Master.Couplings"/>; null: cut off before there were any.</param>
/// <param name="PriceBound">The bound that these alone prove.</param>
internal sealed record SquadFound(IReadOnlyList<int[]> Subgroups, long Points, long Bound, long[]? Prices, long PriceBound, long Work);

/// <summary>
/// The best squad and its proof. Subgroups are alike, so a squad is a choice of subgroups from one list, bound together only by copies, rules
/// and the squad's needs: with prices on those, the best subgroup taken as often as there are subgroups bounds every squad (Lagrange). The prices come
/// from the linear program over subgroups found so far (Dantzig and Wolfe); squads come from the same subgroups and a local search.
/// </summary>
internal sealed class SquadSearch
{
    private const int KeptSubgroups = 16;
    private readonly SquadModel model;
    private readonly Master master;
    private readonly SubgroupSearch subgroups;
    private readonly LocalSearch local;
    private readonly LinearProgram program;
    private readonly HashSet<string> known = [];
    private readonly int[] copies;
    private readonly long steps;
    private readonly Action<long, long>? progress;
    private readonly CancellationToken cancellation;
    private Roster best;
    private long bound;
    private long[]? boundPrices;

    public SquadSearch(SquadModel model, int[] start, long steps, Action<long, long>? progress, CancellationToken cancellation)
    {
        this.model = model;
        this.steps = steps;
        this.progress = progress;
        this.cancellation = cancellation;
        master = new(model);
        subgroups = new(model.Profiles);
        local = new(model);
        copies = [.. model.Kinds.Select(kind => kind.Copies)];
        program = new([
            .. master.Couplings.Select(coupling => new LinearRow(coupling.Kind, coupling.Limit, coupling.Penalty)),
            new(RowKind.Exactly, model.Full),
            new(RowKind.Exactly, model.Rest > 0 ? 1 : 0),
        ]);
        best = new(model, start);
        bound = Combat.Squads.SquadScore.Ideal(model.Needs, model.Size) * Master.Scale;
    }

    private long Work => subgroups.Steps + local.Steps;

    private bool Over => Work >= steps || cancellation.IsCancellationRequested;

    public SquadFound Run()
    {
        local.Improve(best, long.MaxValue, 20_000, cancellation);
        AddSubgroups(best);
        Tell();
        Price();
        if (!Proven)
        {
            local.Improve(best, Bound, steps / 8, cancellation);
            Tell();
        }

        var priceBound = Bound;
        if (!Proven && boundPrices is not null)
        {
            Close();
        }

        return new(best.Subgroups(), best.Worth, Math.Max(best.Worth, Bound), boundPrices, priceBound, Work);
    }

    private long Bound => master.Floor(bound);

    private bool Proven => best.Worth >= Bound;

    private void Tell() => progress?.Invoke(best.Worth, Math.Max(best.Worth, Bound));

    private void Price()
    {
        while (!Proven && !Over)
        {
            program.Solve(5_000);
            if (!PriceAt(program.Duals, out var added) || added == 0)
            {
                return;
            }

            Tell();
        }
    }

    // Finds the bound of some prices and the subgroups that these make look good.
    private bool PriceAt(double[] duals, out int added)
    {
        added = 0;
        var prices = master.Rounded(duals);
        var worth = master.MemberPrices(prices);
        var sum = master.Fixed(prices);
        var found = new List<Subgroup>();
        foreach (var (size, times, dual) in new[] { (5, model.Full, duals[^2]), (model.Rest, model.Rest > 0 ? 1 : 0, duals[^1]) })
        {
            if (times == 0)
            {
                continue;
            }

            if (subgroups.Best(size, worth, copies, long.MinValue / 4, KeptSubgroups, Math.Max(0, steps - Work)) is not { Count: > 0 } some)
            {
                return false;
            }

            sum += times * some[0].Value;
            found.AddRange(some.Where(subgroup => subgroup.Value > (dual * Master.Scale) + 64));
        }

        if (sum < bound)
        {
            bound = sum;
            boundPrices = prices;
        }

        foreach (var subgroup in found)
        {
            added += Add(subgroup.Members) ? 1 : 0;
        }

        if (Compose(worth) is { } squad)
        {
            AddSubgroups(squad);
            local.Climb(squad);
            if (squad.KeepsRules && squad.Worth > best.Worth)
            {
                best = squad;
                AddSubgroups(best);
            }
        }

        return true;
    }

    // Takes the best subgroup again and again from what is left.
    private Roster? Compose(long[] worth)
    {
        var left = (int[])copies.Clone();
        var ruled = model.Rules.Select(rule => rule.Max).ToArray();
        var seats = new List<int>(model.Size);
        while (seats.Count < model.Size)
        {
            var size = Math.Min(5, model.Size - seats.Count);
            if (subgroups.Best(size, worth, left, long.MinValue / 4, 1, Math.Max(0, steps - Work)) is not { Count: > 0 } some)
            {
                return null;
            }

            foreach (var kind in some[0].Members)
            {
                seats.Add(kind);
                left[kind]--;
                foreach (var rule in model.Kinds[kind].Rules)
                {
                    ruled[rule]--;
                }
            }

            for (var kind = 0; kind < left.Length; kind++)
            {
                left[kind] = Math.Max(0, model.Kinds[kind].Rules.Aggregate(left[kind], (least, rule) => Math.Min(least, ruled[rule])));
            }
        }

        return new(model, seats);
    }

    private void AddSubgroups(Roster squad)
    {
        foreach (var members in squad.Subgroups())
        {
            Add([.. members.Order()]);
        }
    }

    private bool Add(int[] members)
    {
        if (!known.Add(string.Join(',', members)))
        {
            return false;
        }

        var uses = new List<RowUse> { new(master.Couplings.Count + (members.Length == 5 ? 0 : 1), 1) };
        for (var row = 0; row < master.Couplings.Count; row++)
        {
            var amount = members.Sum(member => master.Couplings[row].Uses[member]);
            if (amount > 0)
            {
                uses.Add(new(row, amount));
            }
        }

        var own = members.Sum(member => model.Kinds[member].Own);
        program.Add((members.Length * model.Profiles.Points(model.Profiles.Sum(members))) + own, uses);
        return true;
    }

    private void Close()
    {
        var closing = new Closing(model, master, subgroups, boundPrices!, best.Worth, Math.Max(0, steps - Work), cancellation);
        if (closing.Run())
        {
            bound = Math.Min(bound, (closing.BestPoints ?? best.Worth) * Master.Scale);
        }

        if (closing.BestSeats is { } seats)
        {
            best = new(model, seats);
        }
    }
}
