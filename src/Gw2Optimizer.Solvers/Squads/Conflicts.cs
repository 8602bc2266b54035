using Gw2Optimizer.Solvers.Squads.Search;

namespace Gw2Optimizer.Solvers.Squads;

/// <summary>Why no squad meets a request: requirements of which none can be left out of the conflict, and the least change that would do.</summary>
internal static class Conflicts
{
    public static SquadOutcome.Infeasible Of(SquadRequest request, Question question)
    {
        var pool = question.Rules.Where(rule => rule.Kind == RuleKind.Pool).ToArray();
        var wishes = question.Rules.Where(rule => rule.Kind != RuleKind.Pool).ToArray();
        if (Seats(question, pool) is var seats && seats < question.Size)
        {
            return new(PoolTooSmall: true, [PoolRule(question)], [new("team_size", "fewer players", question.Size, seats)]);
        }

        var needed = wishes.ToList();
        foreach (var wish in wishes)
        {
            var without = needed.Where(other => other != wish).ToArray();
            if (Fill(question, [.. pool, .. without]) is null)
            {
                needed.Remove(wish);
            }
        }

        var conflict = needed.Select(rule => new ConflictingRule(rule.Kind, rule.Field, rule.Label)).ToList();
        if (request.Pool is not null && !HoldsWithoutPool(request, needed))
        {
            conflict.Add(PoolRule(question));
        }

        return new(PoolTooSmall: false, conflict, Changes(question, pool, wishes));
    }

    // The most players that the pool's own numbers let come.
    private static int Seats(Question question, CountRule[] pool)
    {
        var seats = question.Size;
        while (seats > 0 && Counts.Find(seats, question.Candidates.Count, Bounds(pool)) is null)
        {
            seats--;
        }

        return seats;
    }

    private static bool HoldsWithoutPool(SquadRequest request, List<CountRule> needed)
    {
        var anybody = QuestionReader.Read(request with { Pool = null }, [])!;
        var fields = needed.Select(rule => rule.Field).ToHashSet();
        return Fill(anybody, [.. anybody.Rules.Where(rule => fields.Contains(rule.Field))]) is null;
    }

    private static Relaxation[] Changes(Question question, CountRule[] pool, CountRule[] wishes)
    {
        CountRule[] rules = [.. pool, .. wishes];
        var changed = Counts.Relax(question.Size, question.Candidates.Count, Bounds(rules), index => index >= pool.Length);
        return changed is null ? [] :
        [
            .. rules.Zip(changed)
                .Where(pair => pair.First.Min != pair.Second.Min || pair.First.Max != pair.Second.Max)
                .Select(pair => pair.First.Min != pair.Second.Min
                    ? new Relaxation(pair.First.Field, pair.First.Label, pair.First.Min, pair.Second.Min)
                    : new Relaxation(pair.First.Field, pair.First.Label, pair.First.Max, pair.Second.Max)),
        ];
    }

    private static int[]? Fill(Question question, CountRule[] rules) => Counts.Find(question.Size, question.Candidates.Count, Bounds(rules));

    private static CountBound[] Bounds(CountRule[] rules) => [.. rules.Select(rule => new CountBound(rule.Who, rule.Min, rule.Max))];

    private static ConflictingRule PoolRule(Question question) => new(RuleKind.Pool, "pool", $"only the pool's players for {question.Size} seats");
}
