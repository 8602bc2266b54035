namespace Gw2Optimizer.Solvers.Squads.Search;

/// <summary>
/// A row that the search adds to the couplings: a branch, or a cut. Each subgroup uses it by how many of some kinds it has, or by half of that rounded down;
/// for c copies of the kinds in all, the halves of all subgroups add up to at most half of c (Chvátal and Gomory).
/// </summary>
/// <param name="Kinds">Ascending.</param>
internal sealed record ExtraRow(int[] Kinds, bool Halved, RowKind Kind, int Limit)
{
    public int Use(int[] members)
    {
        var count = 0;
        foreach (var member in members)
        {
            count += Array.BinarySearch(Kinds, member) >= 0 ? 1 : 0;
        }

        return Halved ? count / 2 : count;
    }
}

/// <summary>What halves of counts cost, as the search for subgroups needs it.</summary>
/// <param name="Rows">For each kind the numbers of the rows that count it.</param>
/// <param name="Prices">At least 0 for a most, at most 0 for a least.</param>
internal sealed record HalfPrices(int[][] Rows, long[] Prices)
{
    public static HalfPrices None(int kinds) => new([.. Enumerable.Repeat(Array.Empty<int>(), kinds)], []);
}
