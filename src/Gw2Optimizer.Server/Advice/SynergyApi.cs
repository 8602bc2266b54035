using Gw2Optimizer.Combat.Squads;
using Gw2Optimizer.Rooms;
using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Advice.Squads;
using Gw2Optimizer.Server.Builds;
using Gw2Optimizer.Server.Docs;
using Gw2Optimizer.Server.Observability.Metrics;
using Gw2Optimizer.Server.Web;
using Gw2Optimizer.Solvers.Squads;

namespace Gw2Optimizer.Server.Advice;

/// <summary><c>POST /ai/analyze-synergy</c>: what two gain by standing in one subgroup. The same for both orders, and never the model's word.</summary>
internal static class SynergyApi
{
    private const int NameCharactersMax = 100;

    public static void MapSynergy(this RouteGroupBuilder api) => api.MapPost("/ai/analyze-synergy", AnalyzeAsync).RequireSignIn()
        .Told("Advice", "What two specializations gain by each other, 0 to 10; the order does not matter.")
        .TakesJson(
            Field.Text("profession1", 1, NameCharactersMax, "Guardian"), Field.Text("specialization1", 1, NameCharactersMax, "Firebrand").Optional(),
            Field.Text("profession2", 1, NameCharactersMax, "Necromancer"), Field.Text("specialization2", 1, NameCharactersMax, "Scourge").Optional(), BuildFields.Mode.Optional())
        .Answers(200, """{"score":6.5,"shared_boons":["might"],"gaps":["alacrity"],"strengths":["stability"],"weaknesses":[],"source":"solver"}""");

    private static async Task<IResult> AnalyzeAsync(HttpContext http, SolverDesk solvers, FeatureMetrics metrics)
    {
        var body = await JsonBody.ReadAsync(http);
        if (body.Refusal is { } unreadable)
        {
            return unreadable;
        }

        var mode = body.Fields.OptionalText("game_mode", NameCharactersMax, min: 1) ?? Modes.Zerg;
        var (first, second) = (Who(body.Fields, 1), Who(body.Fields, 2));
        if (body.Fields.Refusal is { } invalid)
        {
            return invalid;
        }

        var learned = await solvers.PriorsAsync();
        if (Synergy.Of(mode, first, second, out var problems, learned.Priors) is not { } synergy)
        {
            foreach (var problem in problems)
            {
                body.Fields.Refuse(FieldOf(problem.Field), problem.Message);
            }

            return body.Fields.Refusal!;
        }

        metrics.Count(AdviceOperations.AnalyzeSynergy, AnswerMetadata.Solver, refusal: null);
        return JsonAnswers.Ok(new SynergyAnswer(
            synergy.Score,
            [.. synergy.SharedBoons.Select(boon => boon.Name())],
            [.. synergy.Gaps.Select(gap => gap.Name())],
            synergy.Strengths,
            synergy.Weaknesses,
            AnswerMetadata.Solver));
    }

    private static Selector Who(JsonFields fields, int number) => new(
        fields.RequiredText($"profession{number}", 1, NameCharactersMax),
        fields.OptionalText($"specialization{number}", NameCharactersMax, min: 1),
        fields.OptionalText($"role{number}", NameCharactersMax, min: 1));

    /// <summary>The solver's <c>first.profession</c> is the call's <c>profession1</c>.</summary>
    private static string FieldOf(string field) => field.Split('.') switch
    {
        ["first", var name] => $"{name}1",
        ["second", var name] => $"{name}2",
        _ => field,
    };

    /// <param name="Score">0 to 10.</param>
    private sealed record SynergyAnswer(
        double Score, IReadOnlyList<string> SharedBoons, IReadOnlyList<string> Gaps, IReadOnlyList<string> Strengths, IReadOnlyList<string> Weaknesses, string Source);
}
