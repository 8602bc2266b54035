namespace Gw2Optimizer.Solvers.Squads.Search;

/// <summary>
/// Maximises a linear objective over few rows and a growing number of sparse columns by the revised primal simplex with an explicit inverse.
/// Rows may be missed at a price, so there is always a first basis. Right-hand sides are perturbed by at most 1e-5 against cycling:
/// duals are those of the true program, values are good enough to round by.
/// </summary>
internal sealed class LinearProgram
{
    /// <summary>The price of missing a row that must hold, in points for each unit; far above what any member can be worth.</summary>
    public const double Never = 1e6;

    private const double Tolerance = 1e-7;
    private const int PivotsBetweenInversions = 80;
    private readonly List<Column> columns;
    private readonly int rows;
    private readonly double[] rightHandSide;
    private readonly int[] basis;
    private readonly double[,] inverse;
    private readonly double[] values;
    private readonly HashSet<int> basic;
    private int pivots;

    /// <param name="rows">Each with its kind, its right-hand side (at least 0), and the price of a unit too little.</param>
    public LinearProgram(IReadOnlyList<LinearRow> rows)
        : this(rows.Count, [], [])
    {
        for (var row = 0; row < this.rows; row++)
        {
            rightHandSide[row] = Perturbed(rows[row].Limit, row);
            inverse[row, row] = 1;
            values[row] = rightHandSide[row];
            Enter(row, Add(rows[row].Kind == RowKind.AtMost ? 0 : -rows[row].Penalty, [new(row, 1)]));
            if (rows[row].Kind == RowKind.AtLeast)
            {
                Add(0, [new(row, -1)]);
            }
        }
    }

    private LinearProgram(int rows, List<Column> columns, HashSet<int> basic)
    {
        this.rows = rows;
        this.columns = columns;
        this.basic = basic;
        rightHandSide = new double[rows];
        basis = new int[rows];
        inverse = new double[rows, rows];
        values = new double[rows];
        Duals = new double[rows];
    }

    /// <summary>The worth of one more unit of each row's right-hand side.</summary>
    public double[] Duals { get; }

    /// <summary>Work done, in placements of about the same time.</summary>
    public long Steps { get; private set; }

    /// <returns>The column's number, to look up its value.</returns>
    public int Add(double worth, IReadOnlyList<RowUse> uses)
    {
        columns.Add(new(worth, [.. uses]));
        return columns.Count - 1;
    }

    /// <summary>
    /// The program with one more row, from where this one stands: what the row is broken by now is a column of its own at the price <see cref="Never"/>, so that
    /// there is a basis and few pivots are left.
    /// </summary>
    /// <param name="use">What each column adds to the row.</param>
    public LinearProgram With(LinearRow row, Func<int, double> use)
    {
        var last = rows;
        var next = new LinearProgram(rows + 1, new(columns.Count + 3), [.. basic]) { pivots = pivots };
        for (var column = 0; column < columns.Count; column++)
        {
            var amount = use(column);
            next.columns.Add(amount == 0 ? columns[column] : columns[column] with { Uses = [.. columns[column].Uses, new(last, amount)] });
        }

        basis.CopyTo(next.basis, 0);
        values.CopyTo(next.values, 0);
        rightHandSide.CopyTo(next.rightHandSide, 0);
        next.rightHandSide[last] = Perturbed(row.Limit, last);
        var reached = 0.0;
        for (var at = 0; at < rows; at++)
        {
            var amount = use(basis[at]);
            reached += amount * values[at];
            for (var other = 0; other < rows; other++)
            {
                next.inverse[at, other] = inverse[at, other];
                next.inverse[last, other] -= amount * inverse[at, other];
            }
        }

        var lacking = next.rightHandSide[last] - reached;
        var (few, many) = (next.Add(row.Kind == RowKind.AtMost ? 0 : -Never, [new(last, 1)]), next.Add(row.Kind == RowKind.AtMost ? -Never : 0, [new(last, -1)]));
        next.Enter(last, lacking >= 0 ? few : many);
        var sign = lacking >= 0 ? 1 : -1;
        next.values[last] = Math.Abs(lacking);
        for (var other = 0; other < rows; other++)
        {
            next.inverse[last, other] *= sign;
        }

        next.inverse[last, last] = sign;
        return next;
    }

    /// <summary>Pivots until no column improves.</summary>
    /// <returns>False: so many pivots did not suffice; the duals are those of the way.</returns>
    public bool Solve(int pivotsMax)
    {
        var column = new double[rows];
        for (var done = 0; done < pivotsMax; done++)
        {
            UpdateDuals();
            var entering = Entering();
            if (entering < 0)
            {
                return true;
            }

            Steps += ((long)rows * rows / 5) + columns.Count;
            Transform(columns[entering], column);
            var leaving = Leaving(column);
            if (leaving < 0)
            {
                throw new InvalidOperationException("The program has no bound.");
            }

            Pivot(entering, leaving, column);
        }

        UpdateDuals();
        return false;
    }

    public double Value(int column)
    {
        var row = Array.IndexOf(basis, column);
        return row < 0 ? 0 : values[row];
    }

    // At most 1e-5, different for each row, the same in every run.
    private static double Perturbed(double limit, int row) => limit + (1e-6 * (1 + (9.0 * (((uint)row * 2654435761u) >> 8) / (1 << 24))));

    private void Enter(int row, int column)
    {
        basis[row] = column;
        basic.Add(column);
    }

    private void UpdateDuals()
    {
        Array.Clear(Duals);
        for (var row = 0; row < rows; row++)
        {
            var worth = columns[basis[row]].Worth;
            if (worth != 0)
            {
                for (var other = 0; other < rows; other++)
                {
                    Duals[other] += worth * inverse[row, other];
                }
            }
        }
    }

    private int Entering()
    {
        var best = Tolerance;
        var entering = -1;
        for (var index = 0; index < columns.Count; index++)
        {
            var gain = columns[index].Worth;
            foreach (var use in columns[index].Uses)
            {
                gain -= Duals[use.Row] * use.Amount;
            }

            if (gain > best && !basic.Contains(index))
            {
                best = gain;
                entering = index;
            }
        }

        return entering;
    }

    private void Transform(Column entering, double[] result)
    {
        for (var row = 0; row < rows; row++)
        {
            var sum = 0.0;
            foreach (var use in entering.Uses)
            {
                sum += inverse[row, use.Row] * use.Amount;
            }

            result[row] = sum;
        }
    }

    private int Leaving(double[] column)
    {
        var leaving = -1;
        var least = double.PositiveInfinity;
        for (var row = 0; row < rows; row++)
        {
            if (column[row] <= 1e-9)
            {
                continue;
            }

            var ratio = Math.Max(0, values[row]) / column[row];
            if (ratio < least - 1e-12 || (ratio < least + 1e-12 && leaving >= 0 && column[row] > column[leaving]))
            {
                least = ratio;
                leaving = row;
            }
        }

        return leaving;
    }

    private void Pivot(int entering, int leaving, double[] column)
    {
        basic.Remove(basis[leaving]);
        basic.Add(entering);
        basis[leaving] = entering;
        if (++pivots % PivotsBetweenInversions == 0)
        {
            Invert();
            return;
        }

        var pivot = column[leaving];
        for (var other = 0; other < rows; other++)
        {
            inverse[leaving, other] /= pivot;
        }

        values[leaving] /= pivot;
        for (var row = 0; row < rows; row++)
        {
            var factor = column[row];
            if (row == leaving || factor == 0)
            {
                continue;
            }

            for (var other = 0; other < rows; other++)
            {
                inverse[row, other] -= factor * inverse[leaving, other];
            }

            values[row] -= factor * values[leaving];
        }
    }

    // Gauss and Jordan, from the basis' own columns: what rounding has piled up is gone.
    private void Invert()
    {
        var left = new double[rows, rows];
        Array.Clear(inverse);
        for (var index = 0; index < rows; index++)
        {
            inverse[index, index] = 1;
            foreach (var use in columns[basis[index]].Uses)
            {
                left[use.Row, index] = use.Amount;
            }
        }

        for (var step = 0; step < rows; step++)
        {
            var best = step;
            for (var row = step + 1; row < rows; row++)
            {
                best = Math.Abs(left[row, step]) > Math.Abs(left[best, step]) ? row : best;
            }

            Swap(left, step, best);
            Swap(inverse, step, best);
            var pivot = left[step, step];
            for (var other = 0; other < rows; other++)
            {
                left[step, other] /= pivot;
                inverse[step, other] /= pivot;
            }

            for (var row = 0; row < rows; row++)
            {
                var factor = left[row, step];
                if (row == step || factor == 0)
                {
                    continue;
                }

                for (var other = 0; other < rows; other++)
                {
                    left[row, other] -= factor * left[step, other];
                    inverse[row, other] -= factor * inverse[step, other];
                }
            }
        }

        for (var row = 0; row < rows; row++)
        {
            values[row] = 0;
            for (var other = 0; other < rows; other++)
            {
                values[row] += inverse[row, other] * rightHandSide[other];
            }
        }
    }

    private void Swap(double[,] matrix, int first, int second)
    {
        for (var other = 0; first != second && other < rows; other++)
        {
            (matrix[first, other], matrix[second, other]) = (matrix[second, other], matrix[first, other]);
        }
    }

    private sealed record Column(double Worth, RowUse[] Uses);
}

/// <summary>How a row bounds the sum of its columns.</summary>
internal enum RowKind
{
    AtMost,
    AtLeast,
    Exactly,
}

/// <param name="Penalty">What each unit too little costs; a row of kind <see cref="RowKind.AtMost"/> is never exceeded and has none.</param>
internal readonly record struct LinearRow(RowKind Kind, double Limit, double Penalty = LinearProgram.Never);

internal readonly record struct RowUse(int Row, double Amount);
