namespace Gw2Optimizer.Solvers.Gear.Search;

/// <summary>Changes one or two choices at a time as long as that helps: first to hold the limits, then for worth.</summary>
internal sealed class LocalSearch
{
    private readonly VariantModel model;
    private readonly BestBuilds best;
    private readonly double[] points;
    private readonly double[] trial;
    private readonly int[] counts;
    private readonly List<Exchange> exchanges = [];
    private (double Value, double Missed) at;

    private LocalSearch(VariantModel model, BestBuilds best, ReadOnlySpan<int> start)
    {
        this.model = model;
        this.best = best;
        points = new double[model.Space.Dimensions];
        trial = new double[model.Space.Dimensions];
        counts = start.ToArray();
        model.PointsOf(counts, points);
        at = model.Evaluate(points);
    }

    /// <summary>Offers what it finds on its way.</summary>
    /// <param name="evaluations">Where to stop.</param>
    public static void Run(VariantModel model, BestBuilds best, ReadOnlySpan<int> start, int evaluations)
    {
        var search = new LocalSearch(model, best, start);
        while (evaluations > 0 && search.Improve(ref evaluations))
        {
        }
    }

    private bool Improve(ref int evaluations)
    {
        List();
        foreach (var one in exchanges)
        {
            if (evaluations-- <= 0)
            {
                return false;
            }

            if (Try(one, null))
            {
                return true;
            }
        }

        for (var i = 0; i < exchanges.Count; i++)
        {
            for (var j = i + 1; j < exchanges.Count; j++)
            {
                var (one, other) = (exchanges[i], exchanges[j]);
                if (one.From == other.From && counts[one.From] < 2)
                {
                    continue;
                }

                if (evaluations-- <= 0)
                {
                    return false;
                }

                if (Try(one, other))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void List()
    {
        exchanges.Clear();
        foreach (var one in model.Space.Classes)
        {
            for (var from = one.Start; from < one.Start + one.Options; from++)
            {
                for (var to = one.Start; to < one.Start + one.Options && counts[from] > 0; to++)
                {
                    if (from != to && counts[to] < one.Choices[to - one.Start].Cap)
                    {
                        exchanges.Add(new(from, to));
                    }
                }
            }
        }
    }

    private bool Try(Exchange one, Exchange? other)
    {
        points.CopyTo(trial, 0);
        Apply(one);
        if (other is { } second)
        {
            Apply(second);
        }

        var (value, missed) = model.Evaluate(trial);
        if (missed > at.Missed || (missed == at.Missed && value <= at.Value))
        {
            return false;
        }

        Move(one);
        if (other is { } also)
        {
            Move(also);
        }

        if (!HoldsCaps())
        {
            Move(new(one.To, one.From));
            if (other is { } undone)
            {
                Move(new(undone.To, undone.From));
            }

            return false;
        }

        trial.CopyTo(points, 0);
        at = (value, missed);
        if (missed == 0)
        {
            best.Offer(model, value, counts);
        }

        return true;
    }

    private void Move(Exchange exchange)
    {
        counts[exchange.From]--;
        counts[exchange.To]++;
    }

    private bool HoldsCaps()
    {
        foreach (var one in model.Space.Classes)
        {
            for (var o = one.Start; one.Capped && o < one.Start + one.Options; o++)
            {
                if (counts[o] > one.Choices[o - one.Start].Cap)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private void Apply(Exchange exchange)
    {
        for (var k = 0; k < trial.Length; k++)
        {
            trial[k] += model.Space.Points[(k * model.Space.Width) + exchange.To] - model.Space.Points[(k * model.Space.Width) + exchange.From];
        }
    }

    private readonly record struct Exchange(int From, int To);
}
