using Gw2Optimizer.Combat.Squads;
using Gw2Optimizer.Solvers.Squads.Search;

namespace Gw2Optimizer.Solvers.Squads;

/// <summary>The best squad there is for a request, with its proof or its bound.</summary>
public static class SquadSolver
{
    /// <summary>Solves a request; a cancelled one gives the best squad so far with its bound. Same request, same answer.</summary>
    /// <param name="progress">Points reached and their bound, as often as they change; called on the caller's thread.</param>
    public static SquadOutcome Solve(SquadRequest request, Action<long, long>? progress = null, CancellationToken cancellation = default)
    {
        var problems = new List<SquadProblem>();
        if (QuestionReader.Read(request, problems) is not { } question)
        {
            return new SquadOutcome.Wrong(problems);
        }

        var model = SquadModel.Of(question);
        if (Start(model) is not { } start)
        {
            return Conflicts.Of(request, question);
        }

        var found = new SquadSearch(model, start, question.Steps, progress, cancellation).Run();
        var squads = Casting.All(model, found.Subgroups, request.Priors);
        var barred = question.Rules.Where(rule => rule.Max == 0).SelectMany(rule => rule.Who).ToHashSet();
        Archetype[] available = [.. question.Candidates.Where((_, index) => !barred.Contains(index)).Select(candidate => candidate.Archetype).Distinct()];
        return new SquadOutcome.Solved(
            question.Needs, squads[0], SquadScore.Rate(question.Needs, squads[0]), found.Bound, Certificate(model, found), available, found.Work)
        {
            EquallyGood = [.. squads.Skip(1)],
        };
    }

    // Some squad that keeps the rules, as kinds by seat.
    private static int[]? Start(SquadModel model)
    {
        var bounds = new Master(model).Couplings.Where(coupling => coupling.Need is null).Select(coupling => new CountBound(
            [.. Enumerable.Range(0, model.Kinds.Count).Where(kind => coupling.Uses[kind] > 0)],
            coupling.Kind == RowKind.AtLeast ? coupling.Limit : 0,
            coupling.Kind == RowKind.AtLeast ? model.Size : coupling.Limit));
        return Counts.Find(model.Size, model.Kinds.Count, [.. bounds])?.SelectMany((count, kind) => Enumerable.Repeat(kind, count)).ToArray();
    }

    private static SquadCertificate? Certificate(SquadModel model, SquadFound found)
    {
        if (found.Prices is null)
        {
            return null;
        }

        var master = new Master(model);
        var multipliers = master.Couplings.Select((coupling, row) => new Multiplier(
            coupling.Label,
            [.. Counted(model, coupling)],
            coupling.Need?.Effect,
            coupling.Kind == RowKind.AtLeast,
            coupling.Limit,
            found.Prices[row]));
        multipliers = multipliers.Concat(found.Cuts.Select((cut, row) => new Multiplier(
            "halves",
            [.. cut.Kinds.SelectMany(kind => model.Kinds[kind].Members).Select(member => Key(model.Question.Candidates[member.Candidate]))],
            Effect: null,
            AtLeast: false,
            cut.Limit,
            found.Prices[master.Couplings.Count + row],
            Halved: true)));
        return new(Master.Scale, [.. multipliers.Where(multiplier => multiplier.Value != 0)], found.PriceBound);
    }

    private static IEnumerable<string> Counted(SquadModel model, Coupling coupling)
    {
        var who = coupling.Rule?.Who ?? coupling.Kinds?.Members.Select(member => member.Candidate) ?? [];
        return who.Select(candidate => Key(model.Question.Candidates[candidate]));
    }

    private static string Key(Candidate candidate) => candidate.Entry is { } entry ? $"{candidate.Archetype.Id}@pool[{entry}]" : candidate.Archetype.Id;
}
