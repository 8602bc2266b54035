using System.Globalization;
using System.Text.Json;
using Gw2Optimizer.Combat.Builds;
using Gw2Optimizer.Combat.Catalogue;
using Gw2Optimizer.Combat.Model;
using Gw2Optimizer.Server.Advice.Models;
using Gw2Optimizer.Server.Advice.Squads;
using Gw2Optimizer.Server.Builds;
using Gw2Optimizer.Server.Web;
using Gw2Optimizer.Solvers.Gear;

namespace Gw2Optimizer.Server.Advice.Gear;

/// <summary>Finds the best gear for a build; the model, if it is to be had, says what the change means.</summary>
internal sealed class GearAdvice(SolverDesk solvers, ModelDesk models, ModelSettings settings)
{
    /// <summary>By which an optimum is told from a bound, relative.</summary>
    private const double ProofTolerance = 1e-6;

    /// <summary>Keeps the rare long search within seconds; stopped there, it answers with its bound.</summary>
    private static readonly GearSearchOptions Search = new(Workers: 1, NodesMax: 20_000);

    /// <returns>The gear, or why there is none.</returns>
    public async Task<(GearAnswer? Answer, ApiError? Refusal)> OptimizeAsync(StoredBuild build, GearWish wish, CancellationToken caller)
    {
        var worn = WornGear.Of(build);
        if (wish.Keep.FirstOrDefault(slot => !IsWorn(slot, worn)) is { } bare)
        {
            return (null, ApiError.Invalid(new Dictionary<string, string> { ["constraints.keep"] = $"Nothing known is worn in {bare}, so it cannot be kept." }));
        }

        var goal = wish.Goal ?? GearQuestions.GoalOf(build.Role);
        var question = GearQuestions.Of(worn, wish, goal);
        GearProblem problem;
        GearAnswer answer;
        try
        {
            problem = GearQuestions.ProblemOf(question, worn, wish);
            var found = await solvers.SolveAsync(cancellation => GearSolver.Solve(problem, Search, cancelled: cancellation), caller);
            if (found.Best is null)
            {
                // Cut off before it has found any, it does not know that there is none.
                return (null, found.Status is GearStatus.Infeasible ? await NoSolutionAsync(problem, wish, caller) : ApiError.Unavailable());
            }

            answer = Tell(question, problem, worn, wish, found, goal);
        }
        catch (GearProblemException e)
        {
            return (null, ApiError.Invalid(new Dictionary<string, string> { ["constraints"] = e.Message }));
        }

        var prompt = GearPrompt.For(build, answer);
        var (prose, reason) = await models.AskAsync(prompt, GearPrompt.Read, caller);
        return reason is { } why && !settings.HasFallback
            ? (null, AiUnavailable.Because(why, models))
            : (answer with { Explanation = prose ?? answer.Explanation, Source = prose is null ? AnswerMetadata.Solver : AnswerMetadata.SolverAndModel, Reason = reason }, null);
    }

    private static bool IsWorn(string slot, WornGear worn) => slot is GearSlots.Rune ? worn.Upgrades.Rune is not null : worn.PrefixBySlot.ContainsKey(slot);

    private static GearAnswer Tell(GearQuestion question, GearProblem problem, WornGear worn, GearWish wish, Solvers.Gear.GearAnswer found, GearGoal goal)
    {
        var best = found.Best!;
        var prefixes = question.Prefixes.ToDictionary(prefix => prefix.Name);
        var slots = question.Slots.Zip(best.PrefixesIn(problem)).ToDictionary(pair => pair.First.Name, pair => prefixes[pair.Second]);
        var upgrades = question.Upgrades[best.Variant];
        var before = SheetOf(question, problem, worn.PrefixBySlot, worn.Upgrades);
        var after = SheetOf(question, problem, slots, upgrades);
        var bound = Math.Max(found.Bound, best.Value);
        return new GearAnswer(
            before,
            after,
            ChangesOf(question, worn, slots, upgrades),
            goal.ToString().ToLowerInvariant(),
            best.Value,
            bound,
            bound - best.Value <= ProofTolerance * Math.Max(1, Math.Abs(best.Value)),
            [.. Explain(before, after, question, worn, upgrades, wish)],
            AnswerMetadata.Solver,
            Reason: null,
            SolverDesk.VersionWith(learned: 0));
    }

    private static List<GearChange> ChangesOf(GearQuestion question, WornGear worn, Dictionary<string, Prefix> slots, UpgradeSet upgrades)
    {
        var changes = question.Slots
            .Select(slot => new GearChange(slot.Name, worn.PrefixBySlot.GetValueOrDefault(slot.Name)?.Name, slots[slot.Name].Name))
            .Where(change => change.From != change.To)
            .ToList();
        if (upgrades.Rune is { } rune && rune.Id != worn.Upgrades.Rune?.Id)
        {
            changes.Add(new GearChange(GearSlots.Rune, worn.Upgrades.Rune?.Name, rune.Name));
        }

        return changes;
    }

    private static GearSheet SheetOf(GearQuestion question, GearProblem problem, IReadOnlyDictionary<string, Prefix> prefixes, UpgradeSet upgrades)
    {
        var points = new double[CombatAttributes.GearCount];
        foreach (var slot in question.Slots.Where(slot => prefixes.TryGetValue(slot.Name, out var prefix) && prefix.TermsOf(slot.Piece, question.Rarity) is not null))
        {
            foreach (var (attribute, amount) in question.Catalogue.Budgets.Points(prefixes[slot.Name], slot.Piece, question.Rarity, question.Fight.Mode).Terms)
            {
                points[(int)attribute] += amount;
            }
        }

        var scenario = question.ScenarioWith(upgrades).Scenario;
        var sheet = new double[CombatAttributes.Count];
        CombatModel.Evaluate(scenario, points, sheet);
        var indicators = CombatModel.Indicators(scenario, sheet);
        var stats = CombatAttributes.All.Where(attribute => attribute <= CombatAttribute.OutgoingHealing).ToDictionary(Wire, attribute => Math.Round(sheet[(int)attribute], 4));
        stats["damage"] = Math.Round(indicators.Damage, 2);
        stats["survivability"] = Math.Round(indicators.Survivability, 2);
        stats["healing"] = Math.Round(indicators.Healing, 2);
        IEnumerable<WornPiece> rune = upgrades.Rune is { } set ? [new WornPiece(GearSlots.Rune, set.Name, StatId: null, set.Id)] : [];
        return new GearSheet(
            [.. question.Slots.Where(slot => prefixes.ContainsKey(slot.Name)).Select(slot => new WornPiece(slot.Name, prefixes[slot.Name].Name, prefixes[slot.Name].Id, ItemId: null)), .. rune],
            stats,
            problem.Objective.Of(indicators));
    }

    private static IEnumerable<string> Explain(GearSheet before, GearSheet after, GearQuestion question, WornGear worn, UpgradeSet upgrades, GearWish wish)
    {
        foreach (var indicator in (string[])["damage", "survivability", "healing"])
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{indicator}: {before.Stats[indicator]:0.#} before, {after.Stats[indicator]:0.#} after.");
        }

        foreach (var limit in wish.Limits)
        {
            yield return $"Kept: {limit.Limit.Name}.";
        }

        if (question.Fight.Mode is GameMode.PvP)
        {
            yield return "In structured player versus player an amulet gives the attributes; this is what the same wish comes to with gear.";
        }

        string[] notCounted = [.. worn.NotCounted, .. question.ScenarioWith(upgrades).NotCounted];
        if (notCounted.Length > 0)
        {
            yield return $"Not counted, since it is conditional or has no recorded number: {string.Join("; ", notCounted.Take(3))}{(notCounted.Length > 3 ? $" and {notCounted.Length - 3} more" : "")}.";
        }
    }

    /// <summary>Names constraints of which none can be left out of the conflict.</summary>
    private async Task<ApiError> NoSolutionAsync(GearProblem problem, GearWish wish, CancellationToken caller)
    {
        var needed = wish.Limits.ToList();
        foreach (var limit in wish.Limits)
        {
            var others = needed.Where(other => other != limit).Select(other => other.Limit).ToHashSet();
            var without = problem with { Limits = [.. problem.Limits.Where(kept => others.Contains(kept) || wish.Limits.All(wished => wished.Limit != kept))] };
            var found = await solvers.SolveAsync(cancellation => GearSolver.Solve(without, Search, cancelled: cancellation), caller);
            if (found.Status is GearStatus.Infeasible)
            {
                needed.Remove(limit);
            }
        }

        // Without any, what conflicts is what the objective itself asks for and what is to be kept.
        var fields = needed.Count > 0 ? needed.ToDictionary(limit => limit.Field, limit => $"In conflict with the others: {limit.Limit.Name}.")
            : new Dictionary<string, string> { ["constraints.keep"] = $"In conflict with the objective: {string.Join("; ", problem.Limits.Select(limit => limit.Name))}." };
        return ApiError.Invalid(fields) with
        {
            Code = ErrorCodes.NoSolution,
            Detail = $"No gear keeps these together: {string.Join("; ", needed.Count > 0 ? needed.Select(limit => limit.Limit.Name) : problem.Limits.Select(limit => limit.Name))}.",
        };
    }

    private static string Wire(CombatAttribute attribute) => JsonNamingPolicy.SnakeCaseLower.ConvertName(attribute.ToString());
}
