namespace Gw2Optimizer.Solvers.Squads.Search;

/// <summary>The subgroups seen so far, shared by all nodes of a search.</summary>
internal sealed class KnownSubgroups(SquadModel model)
{
    private readonly HashSet<string> known = [];
    private readonly List<int[]> all = [];

    public IReadOnlyList<int[]> All => all;

    /// <summary>Points of its members and of what they cover, without the squad's needs.</summary>
    public long Points(int[] members) =>
        (members.Length * (long)model.Profiles.Points(model.Profiles.Sum(members))) + members.Sum(member => (long)model.Kinds[member].Own);

    /// <param name="members">Ascending.</param>
    /// <returns>False: it was known.</returns>
    public bool Add(int[] members)
    {
        if (!known.Add(string.Join(',', members)))
        {
            return false;
        }

        all.Add(members);
        return true;
    }
}

/// <summary>What a node's linear program and prices told.</summary>
/// <param name="Bound">No squad that keeps the node's rows has more points, times <see cref="Master.Scale"/>.</param>
/// <param name="Prices">Of the couplings and then of the extra rows, that prove the bound.</param>
/// <param name="Used">How often the linear program takes which subgroup; whole numbers are a squad.</param>
/// <param name="Settled">The linear program is solved: no subgroup is left that would help it.</param>
internal sealed record Priced(long Bound, long[]? Prices, IReadOnlyList<(int[] Members, double Times)> Used, bool Settled);

/// <summary>Bounds a node: solves the linear program over known subgroups, looks for better ones under its prices, and again (Dantzig and Wolfe).</summary>
internal sealed class Pricing
{
    /// <summary>Subgroups that are taken up at once.</summary>
    private const int Kept = 16;

    private const int PivotsMax = 1_000;

    // Prices are rounded to 1/4096: what seems to gain less than this gains nothing.
    private const long Nothing = 64;

    private readonly SquadModel model;
    private readonly Master master;
    private readonly SubgroupSearch subgroups;
    private readonly KnownSubgroups known;
    private readonly ExtraRow[] extras;
    private readonly int[] copies;
    private readonly LinearProgram program;
    private readonly List<(int Column, int[] Members)> columns;
    private int taken;

    public Pricing(SquadModel model, Master master, SubgroupSearch subgroups, KnownSubgroups known)
        : this(model, master, subgroups, known, [], [], new([
            .. master.Couplings.Select(coupling => new LinearRow(coupling.Kind, coupling.Limit, coupling.Penalty)),
            new(RowKind.Exactly, model.Full),
            new(RowKind.Exactly, model.Rest > 0 ? 1 : 0),
        ]))
    {
    }

    private Pricing(
        SquadModel model,
        Master master,
        SubgroupSearch subgroups,
        KnownSubgroups known,
        ExtraRow[] extras,
        List<(int Column, int[] Members)> columns,
        LinearProgram program)
    {
        this.model = model;
        this.master = master;
        this.subgroups = subgroups;
        this.known = known;
        this.extras = extras;
        this.columns = columns;
        this.program = program;
        taken = columns.Count;
        copies = [.. model.Kinds.Select(kind => kind.Copies)];
    }

    public IReadOnlyList<ExtraRow> Extras => extras;

    /// <summary>The same with one more row, from where this one stands.</summary>
    public Pricing With(ExtraRow extra)
    {
        var members = columns.ToDictionary(column => column.Column, column => column.Members);
        var next = program.With(new(extra.Kind, extra.Limit), column => members.TryGetValue(column, out var subgroup) ? extra.Use(subgroup) : 0);
        return new(model, master, subgroups, known, [.. extras, extra], [.. columns], next) { MemberWorth = MemberWorth };
    }

    public long Steps => program.Steps;

    /// <summary>Prices of members under the last prices, for composing squads.</summary>
    public long[] MemberWorth { get; private set; } = [];

    /// <param name="enough">A bound that need not be lowered further, times <see cref="Master.Scale"/>.</param>
    /// <param name="stepsMax">Placements to weigh at most.</param>
    /// <param name="each">Called after each round.</param>
    public Priced Run(long start, long enough, long stepsMax, CancellationToken cancellation, Action<long, long[]>? each = null)
    {
        var (bound, best) = (start, default(long[]));
        var end = subgroups.Steps + program.Steps + stepsMax;
        var settled = false;
        while (!settled && bound > enough && subgroups.Steps + program.Steps < end && !cancellation.IsCancellationRequested)
        {
            TakeUp();
            var solved = program.Solve(PivotsMax);
            var prices = Rounded();
            if (Round(prices, end - subgroups.Steps - program.Steps, out settled) is not { } sum)
            {
                break;
            }

            settled &= solved;
            if (sum < bound)
            {
                (bound, best) = (sum, prices);
            }

            each?.Invoke(bound, best ?? prices);
        }

        return new(bound, best, [.. columns.Select(column => (column.Members, program.Value(column.Column))).Where(used => used.Item2 > 1e-4)], settled);
    }

    // Rows: couplings, full subgroups, the smaller subgroup, extras.
    private int SeatsRow(int size) => master.Couplings.Count + (size == 5 ? 0 : 1);

    private int RowOf(int extra) => master.Couplings.Count + 2 + extra;

    private long[] Rounded()
    {
        var prices = new long[master.Couplings.Count + extras.Length];
        master.Rounded(program.Duals).CopyTo(prices, 0);
        for (var extra = 0; extra < extras.Length; extra++)
        {
            var price = (long)Math.Round(program.Duals[RowOf(extra)] * Master.Scale);
            prices[master.Couplings.Count + extra] = extras[extra].Kind == RowKind.AtMost
                ? Math.Max(0, price)
                : Math.Clamp(price, (long)-LinearProgram.Never * Master.Scale, 0);
        }

        return prices;
    }

    // Null: out of steps.
    private long? Round(long[] prices, long stepsLeft, out bool settled)
    {
        settled = true;
        var own = prices[..master.Couplings.Count];
        var (worth, halves, sum) = (master.MemberPrices(own), Halves(prices), master.Fixed(own));
        for (var extra = 0; extra < extras.Length; extra++)
        {
            var price = prices[own.Length + extra];
            sum += price * extras[extra].Limit;
            foreach (var kind in extras[extra].Halved ? [] : extras[extra].Kinds)
            {
                worth[kind] -= price;
            }
        }

        MemberWorth = worth;
        foreach (var (size, times, dual) in new[] { (5, model.Full, program.Duals[SeatsRow(5)]), (model.Rest, model.Rest > 0 ? 1 : 0, program.Duals[SeatsRow(model.Rest)]) })
        {
            if (times == 0)
            {
                continue;
            }

            if (subgroups.Best(size, worth, halves, copies, long.MinValue / 4, Kept, Math.Max(0, stepsLeft)) is not { Count: > 0 } found)
            {
                settled = false;
                return null;
            }

            sum += times * found[0].Value;
            foreach (var subgroup in found.Where(subgroup => subgroup.Value > (dual * Master.Scale) + Nothing))
            {
                settled &= !known.Add(subgroup.Members);
            }
        }

        return sum;
    }

    private HalfPrices Halves(long[] prices)
    {
        var rows = Enumerable.Range(0, extras.Length).Where(extra => extras[extra].Halved && prices[master.Couplings.Count + extra] != 0).ToArray();
        return new(
            [.. Enumerable.Range(0, model.Kinds.Count).Select(kind => Enumerable.Range(0, rows.Length).Where(row => Array.BinarySearch(extras[rows[row]].Kinds, kind) >= 0).ToArray())],
            [.. rows.Select(row => prices[master.Couplings.Count + row])]);
    }

    private void TakeUp()
    {
        for (; taken < known.All.Count; taken++)
        {
            var members = known.All[taken];
            var uses = new List<RowUse> { new(SeatsRow(members.Length), 1) };
            for (var row = 0; row < master.Couplings.Count; row++)
            {
                Use(row, members.Sum(member => master.Couplings[row].Uses[member]));
            }

            for (var extra = 0; extra < extras.Length; extra++)
            {
                Use(RowOf(extra), extras[extra].Use(members));
            }

            columns.Add((program.Add(known.Points(members), uses), members));

            void Use(int row, int amount)
            {
                if (amount > 0)
                {
                    uses.Add(new(row, amount));
                }
            }
        }
    }
}
