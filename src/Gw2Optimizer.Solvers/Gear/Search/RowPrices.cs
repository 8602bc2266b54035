namespace Gw2Optimizer.Solvers.Gear.Search;

/// <summary>
/// The mixture of builds that is worth most while the rows hold on average, and what each row is worth there: a linear program of one column for each build,
/// whose columns are generated one by one (Dantzig and Wolfe 1960) by whoever knows the best build at the present prices. A revised simplex over a dense inverse; rows are few.
/// </summary>
/// <remarks>Every set of prices that it names gives a sound bound, so that its own tolerances cost speed at most.</remarks>
internal sealed class RowPrices
{
    private const double Zero = 1e-11;

    private readonly int rows;
    private readonly int size;
    private readonly double[] inverse;
    private readonly double[] amounts;
    private readonly double[] worths;
    private readonly double[] prices;
    private readonly double[] most;
    private readonly double[] column;
    private readonly double[] along;
    private readonly int[] basis;
    private double level;

    public RowPrices(int rows)
    {
        this.rows = rows;
        size = rows + 1;
        inverse = new double[size * size];
        amounts = new double[size];
        worths = new double[size];
        prices = new double[rows];
        most = new double[rows];
        column = new double[size];
        along = new double[size];
        basis = new int[size];
    }

    /// <summary>Builds that may have to be remembered at once, the entering one included.</summary>
    public int Slots => size + 1;

    /// <summary>Of each row, between 0 and its highest.</summary>
    public ReadOnlySpan<double> Prices => prices;

    /// <summary>What the mixture is worth; no prices give a lower bound.</summary>
    public double Value { get; private set; }

    /// <summary>Starts with one build, in slot 0.</summary>
    /// <param name="held">What each row has; below 0 it does not hold.</param>
    /// <param name="highest">Price of each row.</param>
    public void Start(double worth, ReadOnlySpan<double> held, ReadOnlySpan<double> highest)
    {
        highest.CopyTo(most);
        Array.Clear(inverse);
        for (var row = 0; row < rows; row++)
        {
            var misses = held[row] < 0;
            basis[row] = misses ? Missing(row) : Spare(row);
            amounts[row] = Math.Abs(held[row]);
            worths[row] = misses ? -most[row] : 0;
            inverse[(row * size) + row] = misses ? 1 : -1;
            inverse[(row * size) + rows] = misses ? -held[row] : held[row];
        }

        basis[rows] = 0;
        amounts[rows] = 1;
        worths[rows] = worth;
        inverse[(rows * size) + rows] = 1;
        Settle();
    }

    /// <summary>A slot that no build of the mixture is in.</summary>
    public int FreeSlot()
    {
        var slot = 0;
        while (Array.IndexOf(basis, slot) >= 0)
        {
            slot++;
        }

        return slot;
    }

    /// <summary>Takes in the best build at the present prices.</summary>
    public void Enter(int slot, double worth, ReadOnlySpan<double> held)
    {
        held.CopyTo(column);
        column[rows] = 1;
        if (Pivot(slot, worth))
        {
            Settle();
        }
    }

    /// <summary>How much of the build in a slot is in the mixture.</summary>
    public double Share(int slot) => Array.IndexOf(basis, slot) is >= 0 and var place ? Math.Max(0, amounts[place]) : 0;

    private static int Spare(int row) => -1 - row;

    private int Missing(int row) => -1 - rows - row;

    /// <summary>Brings prices into their range.</summary>
    private void Settle()
    {
        Price();
        for (var steps = 0; steps < 4 * size; steps++)
        {
            var row = OutOfRange();
            if (row < 0)
            {
                break;
            }

            Array.Clear(column);
            var low = prices[row] < 0;
            column[row] = low ? -1 : 1;
            if (!Pivot(low ? Spare(row) : Missing(row), low ? 0 : -most[row]))
            {
                break;
            }

            Price();
        }

        for (var row = 0; row < rows; row++)
        {
            prices[row] = Math.Clamp(prices[row], 0, most[row]);
        }
    }

    private int OutOfRange()
    {
        for (var row = 0; row < rows; row++)
        {
            var slack = Zero * most[row];
            if (prices[row] < -slack || prices[row] > most[row] + slack)
            {
                return row;
            }
        }

        return -1;
    }

    private void Price()
    {
        level = 0;
        Value = 0;
        Array.Clear(prices);
        for (var place = 0; place < size; place++)
        {
            Value += worths[place] * amounts[place];
            level += worths[place] * inverse[(place * size) + rows];
            for (var row = 0; row < rows; row++)
            {
                prices[row] -= worths[place] * inverse[(place * size) + row];
            }
        }
    }

    /// <returns>False if the column would not make the mixture better.</returns>
    private bool Pivot(int entering, double worth)
    {
        var gain = worth;
        var leaving = -1;
        var least = double.PositiveInfinity;
        for (var place = 0; place < size; place++)
        {
            var sum = 0.0;
            for (var k = 0; k < size; k++)
            {
                sum += inverse[(place * size) + k] * column[k];
            }

            along[place] = sum;
            gain -= worths[place] * sum;
        }

        for (var place = 0; place < size; place++)
        {
            if (along[place] > Zero)
            {
                var ratio = Math.Max(0, amounts[place]) / along[place];
                if (ratio < least - Zero || (ratio <= least && basis[place] < basis[leaving]))
                {
                    least = ratio;
                    leaving = place;
                }
            }
        }

        if (leaving < 0 || gain <= Zero * Math.Abs(level))
        {
            return false;
        }

        var divisor = along[leaving];
        for (var k = 0; k < size; k++)
        {
            inverse[(leaving * size) + k] /= divisor;
        }

        for (var place = 0; place < size; place++)
        {
            if (place != leaving && along[place] != 0)
            {
                amounts[place] -= least * along[place];
                for (var k = 0; k < size; k++)
                {
                    inverse[(place * size) + k] -= along[place] * inverse[(leaving * size) + k];
                }
            }
        }

        amounts[leaving] = least;
        basis[leaving] = entering;
        worths[leaving] = worth;
        return true;
    }
}
