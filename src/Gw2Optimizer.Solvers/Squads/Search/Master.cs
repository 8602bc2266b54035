using Gw2Optimizer.Combat.Squads;

namespace Gw2Optimizer.Solvers.Squads.Search;

/// <summary>A requirement that reaches across subgroups.</summary>
/// <param name="Uses">What each kind of member adds to it.</param>
/// <param name="Penalty">Points lost for each unit below a least number.</param>
internal sealed record Coupling(string Label, RowKind Kind, int Limit, double Penalty, int[] Uses, CountRule? Rule, MemberKind? Kinds, SquadNeed? Need);

/// <summary>What binds subgroups together, and the bound that prices for it prove.</summary>
internal sealed class Master
{
    /// <summary>Prices are whole numbers of points divided by this, so that bounds are exact.</summary>
    public const long Scale = 1 << 12;

    private readonly SquadModel model;

    public Master(SquadModel model)
    {
        this.model = model;
        Couplings = [.. Copies(), .. Rules(), .. Needs()];
        Constant = model.Needs.Squad.Sum(need => (long)need.Points(need.Target(model.Size), model.Size));
    }

    public IReadOnlyList<Coupling> Couplings { get; }

    /// <summary>Points if every need of the squad were met.</summary>
    public long Constant { get; }

    /// <summary>Prices of requirements as multiples of 1/<see cref="Scale"/>, with the sign that their kind has.</summary>
    public long[] Rounded(ReadOnlySpan<double> duals)
    {
        var prices = new long[Couplings.Count];
        for (var row = 0; row < prices.Length; row++)
        {
            var price = (long)Math.Round(duals[row] * Scale);
            prices[row] = Couplings[row].Kind == RowKind.AtMost ? Math.Max(0, price) : Math.Clamp(price, (long)(-Couplings[row].Penalty * Scale), 0);
        }

        return prices;
    }

    /// <summary>What each kind of member is worth beyond coverage, times <see cref="Scale"/>.</summary>
    public long[] MemberPrices(long[] prices)
    {
        var worth = model.Kinds.Select(kind => kind.Own * Scale).ToArray();
        for (var row = 0; row < prices.Length; row++)
        {
            if (prices[row] != 0)
            {
                for (var kind = 0; kind < worth.Length; kind++)
                {
                    worth[kind] -= prices[row] * Couplings[row].Uses[kind];
                }
            }
        }

        return worth;
    }

    /// <summary>The part of the bound that does not depend on subgroups, times <see cref="Scale"/>.</summary>
    public long Fixed(long[] prices)
    {
        var sum = Constant * Scale;
        for (var row = 0; row < prices.Length; row++)
        {
            sum += prices[row] * Couplings[row].Limit;
        }

        return sum;
    }

    /// <summary>The greatest points that a sum times <see cref="Scale"/> still allows.</summary>
    public long Floor(long bound) => Math.DivRem(bound, Scale * model.Unit) is var (units, rest) && rest < 0 ? (units - 1) * model.Unit : units * model.Unit;

    private IEnumerable<Coupling> Copies() =>
        model.Kinds.Select((kind, index) => (kind, index)).Where(pair => pair.kind.Copies < model.Size).Select(pair => new Coupling(
            "copies", RowKind.AtMost, pair.kind.Copies, 0, [.. model.Kinds.Select((_, other) => other == pair.index ? 1 : 0)], Rule: null, pair.kind, Need: null));

    private IEnumerable<Coupling> Rules()
    {
        for (var index = 0; index < model.Rules.Count; index++)
        {
            var rule = model.Rules[index];
            int[] uses = [.. model.Kinds.Select(kind => Array.BinarySearch(kind.Rules, index) >= 0 ? 1 : 0)];
            if (rule.Min > 0)
            {
                yield return new(rule.Label, RowKind.AtLeast, rule.Min, LinearProgram.Never, uses, rule, Kinds: null, Need: null);
            }

            if (rule.Max < model.Size)
            {
                yield return new(rule.Label, RowKind.AtMost, rule.Max, 0, uses, rule, Kinds: null, Need: null);
            }
        }
    }

    private IEnumerable<Coupling> Needs() => model.Needs.Squad.Select((need, index) => new Coupling(
        need.Effect.Name(), RowKind.AtLeast, need.Target(model.Size), need.Weight, [.. model.Kinds.Select(kind => kind.Squad[index])], Rule: null, Kinds: null, need));
}
