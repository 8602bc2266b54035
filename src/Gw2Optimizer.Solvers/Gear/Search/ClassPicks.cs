namespace Gw2Optimizer.Solvers.Gear.Search;

/// <summary>Every way to choose what is left of one class, most worthy first.</summary>
internal sealed class ClassPicks
{
    private readonly int dimensions;
    private readonly int rows;
    private int[] options = [];
    private int[] order = [];
    private double[] unsortedWorth = [];
    private int copies;

    public ClassPicks(int dimensions, int rows)
    {
        this.dimensions = dimensions;
        this.rows = rows;
        RowsBehind = new double[rows];
        RowsMost = new double[rows];
    }

    public int Count { get; private set; }

    /// <summary>What each adds to the plane, falling.</summary>
    public double[] Worth { get; private set; } = [];

    /// <summary>What each adds to each row.</summary>
    public double[] Rows { get; private set; } = [];

    public double[] Points { get; private set; } = [];

    /// <summary>How far the best and the worst are apart.</summary>
    public double Spread => Count > 0 ? Worth[0] - Worth[Count - 1] : 0;

    /// <summary>The most that the classes after this one add.</summary>
    public double WorthBehind { get; private set; }

    public double[] RowsBehind { get; }

    private double[] RowsMost { get; }

    /// <returns>False if there are more than <paramref name="picksMax"/>.</returns>
    public bool List(GearSpace space, Region region, int category, Bounder bounder, int picksMax)
    {
        var one = space.Classes[category];
        copies = region.Left[category];
        Count = 0;
        if (!Extend(region, one, one.Start, copies, 0, picksMax, stackalloc int[copies]))
        {
            return false;
        }

        Weigh(bounder);
        Array.Sort(unsortedWorth, order, 0, Count);
        Fill(space, bounder);
        return Count > 0;
    }

    public void ReachBehind(ClassPicks? behind)
    {
        WorthBehind = behind is null ? 0 : behind.WorthBehind + behind.Worth[0];
        for (var row = 0; row < rows; row++)
        {
            RowsBehind[row] = behind is null ? 0 : behind.RowsBehind[row] + behind.RowsMost[row];
        }
    }

    /// <summary>Counts a pick's options up or down.</summary>
    public void Take(int[] counts, int pick, int sign)
    {
        for (var copy = 0; copy < copies; copy++)
        {
            counts[options[(order[pick] * copies) + copy]] += sign;
        }
    }

    private bool Extend(Region region, GearClass one, int from, int left, int depth, int picksMax, Span<int> chosen)
    {
        if (left == 0)
        {
            if (Count == picksMax)
            {
                return false;
            }

            Grow(ref options, (Count + 1) * copies);
            chosen.CopyTo(options.AsSpan(Count * copies));
            Count++;
            return true;
        }

        for (var option = from; option < one.Start + one.Options; option++)
        {
            if (region.Closed[option] < 0 || (one.Capped && Used(chosen[..depth], option) >= region.Room(one, option)))
            {
                continue;
            }

            chosen[depth] = option;
            if (!Extend(region, one, option, left - 1, depth + 1, picksMax, chosen))
            {
                return false;
            }
        }

        return true;
    }

    private static int Used(ReadOnlySpan<int> chosen, int option) => chosen.Count(option);

    private void Weigh(Bounder bounder)
    {
        Grow(ref order, Count);
        Grow(ref unsortedWorth, Count);
        for (var pick = 0; pick < Count; pick++)
        {
            order[pick] = pick;
            unsortedWorth[pick] = 0;
            for (var copy = 0; copy < copies; copy++)
            {
                unsortedWorth[pick] -= bounder.Worth[options[(pick * copies) + copy]];
            }
        }
    }

    private void Fill(GearSpace space, Bounder bounder)
    {
        Worth = Grown(Worth, Count);
        Rows = Grown(Rows, Count * rows);
        Points = Grown(Points, Count * dimensions);
        Array.Clear(Rows, 0, Count * rows);
        Array.Clear(Points, 0, Count * dimensions);
        Array.Fill(RowsMost, double.NegativeInfinity);
        for (var pick = 0; pick < Count; pick++)
        {
            Worth[pick] = -unsortedWorth[pick];
            for (var copy = 0; copy < copies; copy++)
            {
                var option = options[(order[pick] * copies) + copy];
                for (var row = 0; row < rows; row++)
                {
                    Rows[(pick * rows) + row] += bounder.RowWorth[(row * space.Width) + option];
                }

                for (var k = 0; k < dimensions; k++)
                {
                    Points[(pick * dimensions) + k] += space.Points[(k * space.Width) + option];
                }
            }

            for (var row = 0; row < rows; row++)
            {
                RowsMost[row] = Math.Max(RowsMost[row], Rows[(pick * rows) + row]);
            }
        }
    }

    private static double[] Grown(double[] array, int length)
    {
        Grow(ref array, length);
        return array;
    }

    private static void Grow<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            Array.Resize(ref array, Math.Max(length, 2 * array.Length));
        }
    }
}
