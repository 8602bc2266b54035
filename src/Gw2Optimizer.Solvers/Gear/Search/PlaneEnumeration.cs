namespace Gw2Optimizer.Solvers.Gear.Search;

/// <summary>
/// Visits every build of a region that one plane allows to beat the cutoff and that can hold the rows, with nothing but sums.
/// For regions with few such builds that is faster than to bound their parts.
/// </summary>
internal sealed class PlaneEnumeration
{
    /// <summary>A build evaluated costs about so many sums.</summary>
    private const int StepsPerBuild = 10;

    private readonly VariantModel model;
    private readonly GearSpace space;
    private readonly BestBuilds best;
    private readonly int dimensions;
    private readonly int rows;
    private readonly List<ClassPicks> classes = [];
    private readonly double[] points;
    private readonly double[] held;
    private readonly int[] counts;
    private int steps;

    public PlaneEnumeration(VariantModel model, BestBuilds best)
    {
        this.model = model;
        this.best = best;
        space = model.Space;
        dimensions = space.Dimensions;
        rows = model.Relaxation.Rows.Length;
        points = new double[(space.Classes.Length + 1) * dimensions];
        held = new double[(space.Classes.Length + 1) * rows];
        counts = new int[space.Width];
        for (var c = 0; c < space.Classes.Length; c++)
        {
            classes.Add(new(dimensions, rows));
        }
    }

    /// <summary>Builds evaluated by the last call.</summary>
    public int Evaluated { get; private set; }

    /// <returns>False if it gave up; nothing is proven then.</returns>
    public bool Run(Region region, Bounder bounder, int stepsMax, int picksMax)
    {
        Evaluated = 0;
        steps = stepsMax;
        var open = 0;
        for (var c = 0; c < space.Classes.Length; c++)
        {
            if (region.Left[c] > 0 && !classes[open++].List(space, region, c, bounder, picksMax))
            {
                return false;
            }
        }

        var most = bounder.Plane[dimensions];
        for (var k = 0; k < dimensions; k++)
        {
            most += bounder.Plane[k] * region.Fixed[k];
        }

        Sort(open);
        for (var depth = open - 1; depth >= 0; depth--)
        {
            classes[depth].ReachBehind(depth + 1 < open ? classes[depth + 1] : null);
        }

        region.Fixed.CopyTo(points, 0);
        region.Counts.CopyTo(counts, 0);
        bounder.RowBase.CopyTo(held);
        return Visit(0, open, most);
    }

    /// <summary>Classes whose picks differ most come first.</summary>
    private void Sort(int open)
    {
        for (var i = 1; i < open; i++)
        {
            for (var j = i; j > 0 && classes[j].Spread > classes[j - 1].Spread; j--)
            {
                (classes[j], classes[j - 1]) = (classes[j - 1], classes[j]);
            }
        }
    }

    private bool Visit(int depth, int open, double worth)
    {
        if (depth == open)
        {
            return Evaluate(depth);
        }

        var here = classes[depth];
        var from = depth * dimensions;
        for (var pick = 0; pick < here.Count; pick++)
        {
            if (worth + here.Worth[pick] + here.WorthBehind <= best.Cutoff)
            {
                return true;
            }

            if (--steps <= 0)
            {
                return false;
            }

            var reaches = true;
            for (var row = 0; row < rows; row++)
            {
                var has = held[(depth * rows) + row] + here.Rows[(pick * rows) + row];
                held[((depth + 1) * rows) + row] = has;
                reaches &= has + here.RowsBehind[row] >= 0;
            }

            if (!reaches)
            {
                continue;
            }

            for (var k = 0; k < dimensions; k++)
            {
                points[from + dimensions + k] = points[from + k] + here.Points[(pick * dimensions) + k];
            }

            here.Take(counts, pick, 1);
            var goesOn = Visit(depth + 1, open, worth + here.Worth[pick]);
            here.Take(counts, pick, -1);
            if (!goesOn)
            {
                return false;
            }
        }

        return true;
    }

    private bool Evaluate(int depth)
    {
        steps -= StepsPerBuild;
        Evaluated++;
        var (value, missed) = model.Evaluate(points.AsSpan(depth * dimensions, dimensions));
        if (missed == 0)
        {
            best.Offer(model, value, counts);
        }

        return steps > 0;
    }
}
