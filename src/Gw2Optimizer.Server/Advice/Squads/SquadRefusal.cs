using Gw2Optimizer.Server.Web;
using Gw2Optimizer.Solvers.Squads;

namespace Gw2Optimizer.Server.Advice.Squads;

/// <summary>Why there is no squad, as the API tells it: each field that takes part with what it asks.</summary>
internal static class SquadRefusal
{
    public static ApiError Of(SquadOutcome outcome) => outcome switch
    {
        SquadOutcome.Wrong wrong => ApiError.Invalid(ByField(wrong.Problems.Select(problem => (problem.Field, problem.Message)))),
        SquadOutcome.Infeasible { PoolTooSmall: true } small => ApiError.Invalid(ByField([("pool", $"There are players for {small.Relaxation[0].To} of {small.Relaxation[0].From} seats.")])) with
        {
            Code = ErrorCodes.PoolTooSmall,
            Detail = $"The pool has players for {small.Relaxation[0].To} of {small.Relaxation[0].From} seats.",
        },
        SquadOutcome.Infeasible conflict => ApiError.Invalid(ByField(conflict.Conflict.Select(rule => (rule.Field, $"In conflict with the others: {rule.Label}.")))) with
        {
            Code = ErrorCodes.NoSolution,
            Detail = DetailOf(conflict),
        },
        _ => throw new ArgumentException($"{outcome.GetType().Name} is no refusal.", nameof(outcome)),
    };

    private static string DetailOf(SquadOutcome.Infeasible infeasible) =>
        $"No squad meets these together: {string.Join("; ", infeasible.Conflict.Select(rule => rule.Label))}."
        + (infeasible.Relaxation.Count == 0 ? "" : $" It would do to change {string.Join(", ", infeasible.Relaxation.Select(change => $"{change.Field} from {change.From} to {change.To}"))}.");

    // A field may be wrong in two ways; the first is told.
    private static Dictionary<string, string> ByField(IEnumerable<(string Field, string Message)> problems) =>
        problems.GroupBy(problem => problem.Field).ToDictionary(same => same.Key, same => same.First().Message);
}
