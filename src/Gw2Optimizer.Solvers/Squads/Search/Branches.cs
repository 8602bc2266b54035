namespace Gw2Optimizer.Solvers.Squads.Search;

/// <summary>Splits what a linear program leaves mixed in two, so that neither half has the mixture.</summary>
internal static class Branches
{
    private const double Whole = 1e-3;

    /// <summary>The two halves, the likelier first; null: it is a squad.</summary>
    public static (ExtraRow First, ExtraRow Second)? Of(SquadModel model, IReadOnlyList<(int[] Members, double Times)> used)
    {
        if (used.All(column => Math.Abs(column.Times - Math.Round(column.Times)) < Whole))
        {
            return null;
        }

        var kinds = used.SelectMany(column => column.Members).Distinct().Order().ToArray();
        return MostMixed(used, kinds.Select(kind => new ExtraRow([kind], Halved: false, RowKind.AtMost, 0)))
            ?? MostMixed(used, Pairs(kinds).Select(set => new ExtraRow(set, Halved: true, RowKind.AtMost, 0)))
            ?? MostMixed(used, Triples(kinds).Select(set => new ExtraRow(set, Halved: true, RowKind.AtMost, 0)));
    }

    private static IEnumerable<int[]> Triples(int[] kinds) =>
        Pairs(kinds).Where(pair => pair.Length == 2).SelectMany(pair => kinds.Where(third => third > pair[1]).Select(third => (int[])[.. pair, third]));

    private static IEnumerable<int[]> Pairs(int[] kinds)
    {
        for (var first = 0; first < kinds.Length; first++)
        {
            yield return [kinds[first]];
            for (var second = first + 1; second < kinds.Length; second++)
            {
                yield return [kinds[first], kinds[second]];
            }
        }
    }

    private static (ExtraRow First, ExtraRow Second)? MostMixed(IReadOnlyList<(int[] Members, double Times)> used, IEnumerable<ExtraRow> rows)
    {
        var (best, from, amount) = (default(ExtraRow), 10 * Whole, 0.0);
        foreach (var row in rows)
        {
            var sum = used.Sum(column => column.Times * row.Use(column.Members));
            if (Math.Abs(sum - Math.Round(sum)) > from)
            {
                (best, from, amount) = (row, Math.Abs(sum - Math.Round(sum)), sum);
            }
        }

        if (best is null)
        {
            return null;
        }

        var below = best with { Limit = (int)Math.Floor(amount) };
        var above = best with { Kind = RowKind.AtLeast, Limit = below.Limit + 1 };
        return amount - below.Limit >= 0.5 ? (above, below) : (below, above);
    }
}
