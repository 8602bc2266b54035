using System.Text.Json;
using System.Text.Json.Serialization;
using Gw2Optimizer.Combat.Squads;
using Gw2Optimizer.Solvers.Squads;

namespace Gw2Optimizer.Cli.Commands;

/// <summary>Tells what came of a squad search: as a table or as JSON, errors and progress beside it.</summary>
internal sealed class SquadOutput(TextWriter output, TextWriter error, bool json, bool explain)
{
    private const int Ok = 0;
    private const int Refused = 1;
    private (long Points, long Bound) told = (-1, -1);

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    /// <summary>One line for each change.</summary>
    public void Progress(long points, long bound)
    {
        if (told != (points, bound))
        {
            told = (points, bound);
            error.WriteLine($"points {points}, at most {bound}");
        }
    }

    public int Refuse(string message)
    {
        error.WriteLine(message);
        return Refused;
    }

    public int Tell(SquadOutcome outcome) => outcome switch
    {
        SquadOutcome.Solved solved => json ? TellJson(solved) : TellTable(solved),
        SquadOutcome.Infeasible infeasible => Tell(infeasible),
        SquadOutcome.Wrong wrong => Refuse(string.Join(Environment.NewLine, wrong.Problems.Select(problem => $"{problem.Field}: {problem.Message}"))),
        _ => throw new InvalidOperationException($"{outcome} is no outcome."),
    };

    private int Tell(SquadOutcome.Infeasible infeasible)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(infeasible, Options));
            return Refused;
        }

        error.WriteLine(infeasible.PoolTooSmall ? "The pool is too small for this squad." : "These cannot be met together:");
        foreach (var rule in infeasible.Conflict)
        {
            error.WriteLine($"  {rule.Field}: {rule.Label}");
        }

        foreach (var change in infeasible.Relaxation)
        {
            error.WriteLine($"It would do to change {change.Field} ({change.Label}) from {change.From} to {change.To}.");
        }

        return Refused;
    }

    private int TellJson(SquadOutcome.Solved solved)
    {
        var reasons = solved.Explain();
        output.WriteLine(JsonSerializer.Serialize(
            new
            {
                GameMode = solved.Needs.Mode,
                solved.Size,
                Subgroups = solved.Subgroups.Select((subgroup, number) => new
                {
                    Members = reasons.Members.Where(reason => reason.Subgroup == number).Select(reason => new
                    {
                        reason.Member.Profession,
                        reason.Member.Specialization,
                        reason.Member.Role,
                        reason.Member.Build,
                        Provides = reason.Member.Provides.Select(given => new { given.Effect, given.Amount, given.Evidence }),
                        reason.Why,
                        reason.Points,
                    }),
                }),
                solved.Score,
                solved.Bound,
                ProvenOptimal = solved.Proven,
                solved.Rating.Points,
                solved.BoundPoints,
                Terms = explain ? solved.Rating.Terms : null,
                Gaps = explain ? reasons.Gaps : null,
                DataVersion = SquadCatalogue.Shipped.Version,
            },
            Options));
        return Ok;
    }

    private int TellTable(SquadOutcome.Solved solved)
    {
        var reasons = solved.Explain();
        output.WriteLine($"{solved.Needs.Mode}, {solved.Size} players: score {solved.Score:F2} of 100, {(solved.Proven ? "proven the best" : $"at most {solved.Bound:F2}")}");
        foreach (var subgroup in reasons.Members.GroupBy(reason => reason.Subgroup))
        {
            output.WriteLine($"Subgroup {subgroup.Key + 1}");
            foreach (var reason in subgroup)
            {
                output.WriteLine($"  {reason.Member.Title,-16} {reason.Member.Role,-13} {reason.Member.Build,-10}{(explain ? $" {reason.Points,5} points: {reason.Why}" : string.Empty)}");
            }
        }

        if (explain)
        {
            Explain(solved, reasons);
        }

        return Ok;
    }

    private void Explain(SquadOutcome.Solved solved, SquadAnalysis reasons)
    {
        output.WriteLine($"Terms, {solved.Rating.Points} points in all, {solved.Rating.Ideal} would be ideal");
        foreach (var term in solved.Rating.Terms)
        {
            output.WriteLine($"  {Where(term.Subgroup),-12} {term.Effect.Name(),-17} {term.Supplied,4}{(term.Target is { } target ? $"/{target}" : string.Empty),-5} {term.Points,6}");
        }

        output.WriteLine(reasons.Gaps.Count > 0 ? "Gaps" : "No gaps");
        foreach (var gap in reasons.Gaps)
        {
            output.WriteLine($"  {Where(gap.Subgroup),-12} {gap.Effect.Name(),-17} {gap.Supplied}/{gap.Target}, {gap.Points} points: {gap.Why}");
        }
    }

    private static string Where(int? subgroup) => subgroup is { } number ? $"subgroup {number + 1}" : "squad";
}
