namespace Gw2Optimizer.Solvers.Gear.Search;

/// <summary>A part of one variant's space: what is chosen, what may still be, and what is known about it.</summary>
internal sealed class Region
{
    private readonly VariantModel model;

    public Region(VariantModel model)
    {
        this.model = model;
        var space = model.Space;
        Fixed = new double[space.Dimensions];
        Closed = new double[space.Width];
        Counts = new int[space.Width];
        Left = new int[space.Classes.Length];
        Mean = new double[space.Classes.Length * space.Dimensions];
        Multipliers = new double[model.Relaxation.Rows.Length];
        Slopes = new double[model.Relaxation.Nodes.Length * 2];
        Planes = new double[model.PlaneCount * (space.Dimensions + 1)];
    }

    public VariantModel Model => model;

    /// <summary>Points of what is chosen.</summary>
    public double[] Fixed { get; }

    /// <summary>For each option 0 if it may still be chosen, else negative infinity.</summary>
    public double[] Closed { get; }

    /// <summary>How often each option is chosen.</summary>
    public int[] Counts { get; }

    /// <summary>For each class how many copies are still to be chosen.</summary>
    public int[] Left { get; }

    /// <summary>For each class the points of the copies to come, where the relaxation's best lies.</summary>
    public double[] Mean { get; }

    /// <summary>What a unit of each row is worth.</summary>
    public double[] Multipliers { get; }

    /// <summary>For each product the slopes that last gave its range.</summary>
    public double[] Slopes { get; }

    /// <summary>Majorants that hold here: of the objective with the priced rows, of the priced rows alone, and of each row that is not linear.</summary>
    public double[] Planes { get; }

    public bool HasPlanes { get; set; }

    /// <summary>Whether it is a whole variant that nothing was chosen in.</summary>
    public bool Untouched { get; private init; }

    /// <summary>Nothing in here is worth more.</summary>
    public double Bound { get; set; } = double.PositiveInfinity;

    /// <summary>Everything is open; the mean is in the middle of it.</summary>
    public static Region Whole(VariantModel model)
    {
        var region = new Region(model) { Untouched = true };
        var space = model.Space;
        Array.Fill(region.Closed, double.NegativeInfinity);
        for (var c = 0; c < space.Classes.Length; c++)
        {
            var one = space.Classes[c];
            region.Left[c] = one.Copies;
            for (var o = one.Start; o < one.Start + one.Options; o++)
            {
                region.Closed[o] = region.Room(one, o) > 0 ? 0 : double.NegativeInfinity;
                for (var k = 0; k < space.Dimensions; k++)
                {
                    region.Mean[(c * space.Dimensions) + k] += space.Points[(k * space.Width) + o] * one.Copies / one.Options;
                }
            }
        }

        return region;
    }

    /// <summary>Takes over what is known about a larger space with the same columns. Only a relaxation of the same shape can go on with its planes.</summary>
    public void Continue(Region larger)
    {
        Bound = larger.Bound;
        for (var c = 0; c < Left.Length; c++)
        {
            // Copies that the larger one has chosen already are still to be chosen here.
            if (larger.Left[c] == Left[c])
            {
                var columns = model.Space.Dimensions;
                larger.Mean.AsSpan(c * columns, columns).CopyTo(Mean.AsSpan(c * columns));
            }
        }

        if (larger.Multipliers.Length == Multipliers.Length)
        {
            larger.Multipliers.CopyTo(Multipliers, 0);
        }

        if (larger.Planes.Length == Planes.Length)
        {
            larger.Planes.CopyTo(Planes, 0);
            HasPlanes = larger.HasPlanes;
        }
    }

    public Region Copy()
    {
        var copy = new Region(model);
        copy.Take(this);
        return copy;
    }

    /// <summary>Becomes equal to another of the same model.</summary>
    public void Take(Region other)
    {
        other.Fixed.CopyTo(Fixed, 0);
        other.Closed.CopyTo(Closed, 0);
        other.Counts.CopyTo(Counts, 0);
        other.Left.CopyTo(Left, 0);
        other.Mean.CopyTo(Mean, 0);
        other.Multipliers.CopyTo(Multipliers, 0);
        other.Slopes.CopyTo(Slopes, 0);
        other.Planes.CopyTo(Planes, 0);
        HasPlanes = other.HasPlanes;
        Bound = other.Bound;
    }

    /// <summary>Chooses an option so often.</summary>
    public void Choose(int category, int option, int copies)
    {
        var space = model.Space;
        var share = (double)(Left[category] - copies) / Left[category];
        for (var k = 0; k < space.Dimensions; k++)
        {
            Fixed[k] += space.Points[(k * space.Width) + option] * copies;
            Mean[(category * space.Dimensions) + k] *= share;
        }

        Counts[option] += copies;
        Left[category] -= copies;
    }

    /// <summary>How often an option may still be chosen.</summary>
    public int Room(GearClass one, int option) => one.Choices[option - one.Start].Cap - Counts[option];
}
