namespace Gw2Optimizer.Solvers.Squads.Search;

/// <summary>So many of some.</summary>
internal readonly record struct CountBound(IReadOnlyList<int> Who, int Min, int Max);

/// <summary>How many of each, so that they fill the squad and keep every bound; subgroups do not matter here.</summary>
internal static class Counts
{
    /// <summary>Null: there is no such squad.</summary>
    public static int[]? Find(int size, int kinds, IReadOnlyList<CountBound> bounds)
    {
        var program = Program(size, kinds, bounds, elastic: false, out var first, out _);
        program.Solve(PivotsMax);
        var counts = new double[kinds];
        for (var kind = 0; kind < kinds; kind++)
        {
            counts[kind] = program.Value(first + kind);
        }

        if (bounds.Any(bound => bound.Who.Sum(kind => counts[kind]) < bound.Min - Near) || counts.Sum() < size - Near)
        {
            return null;
        }

        var split = Array.FindIndex(counts, count => Math.Abs(count - Math.Round(count)) > Near);
        if (split < 0)
        {
            return [.. counts.Select(count => (int)Math.Round(count))];
        }

        // Bounds over crossing sets only, as a whole profession beside one role, leave fractions.
        var below = (int)Math.Floor(counts[split]);
        return Find(size, kinds, [.. bounds, new([split], 0, below)]) ?? Find(size, kinds, [.. bounds, new([split], below + 1, size)]);
    }

    /// <summary>The bounds changed by as little as possible in all, so that there is such a squad; null: no change of them does.</summary>
    public static IReadOnlyList<CountBound>? Relax(int size, int kinds, IReadOnlyList<CountBound> bounds, Func<int, bool> mayChange)
    {
        var program = Program(size, kinds, bounds, elastic: true, out var first, out var excess, mayChange);
        program.Solve(PivotsMax);
        var relaxed = bounds.ToArray();
        for (var index = 0; index < relaxed.Length; index++)
        {
            if (!mayChange(index))
            {
                continue;
            }

            var bound = relaxed[index];
            var count = bound.Who.Sum(kind => program.Value(first + kind));
            var over = excess[index] < 0 ? 0 : program.Value(excess[index]);
            relaxed[index] = bound with { Min = Math.Min(bound.Min, (int)Math.Floor(count + Near)), Max = bound.Max + (int)Math.Ceiling(over - Near) };
        }

        return Find(size, kinds, relaxed) is null ? null : relaxed;
    }

    private const int PivotsMax = 20_000;

    // Wider than the program's perturbation of all its rows together.
    private const double Near = 0.01;

    private static LinearProgram Program(
        int size, int kinds, IReadOnlyList<CountBound> bounds, bool elastic, out int first, out int[] excess, Func<int, bool>? mayChange = null)
    {
        var rows = new List<LinearRow> { new(RowKind.Exactly, size) };
        var uses = Enumerable.Range(0, kinds).Select(_ => new List<RowUse> { new(0, 1) }).ToArray();
        var highs = new int[bounds.Count];
        for (var index = 0; index < bounds.Count; index++)
        {
            highs[index] = -1;
            if (bounds[index].Min > 0)
            {
                Use(bounds[index], new(RowKind.AtLeast, bounds[index].Min, elastic && mayChange!(index) ? 1 : LinearProgram.Never));
            }

            if (bounds[index].Max < size)
            {
                highs[index] = rows.Count;
                Use(bounds[index], new(RowKind.AtMost, bounds[index].Max));
            }
        }

        var program = new LinearProgram(rows);
        first = -1;
        foreach (var use in uses)
        {
            var column = program.Add(0, use);
            first = first < 0 ? column : first;
        }

        excess = new int[bounds.Count];
        for (var index = 0; index < bounds.Count; index++)
        {
            excess[index] = elastic && mayChange!(index) && highs[index] >= 0 ? program.Add(-1, [new(highs[index], -1)]) : -1;
        }

        return program;

        void Use(CountBound bound, LinearRow row)
        {
            foreach (var kind in bound.Who)
            {
                uses[kind].Add(new(rows.Count, 1));
            }

            rows.Add(row);
        }
    }
}
