using Gw2Optimizer.Combat.Squads;
using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Advice.Models;
using Gw2Optimizer.Server.Observability;
using Gw2Optimizer.Server.Web;
using Gw2Optimizer.Solvers.Squads;

namespace Gw2Optimizer.Server.Advice.Squads;

/// <summary>Composes squads: the solver makes them, the model, if it is to be had, chooses between equally good ones and writes the prose.</summary>
internal sealed class SquadAdvice(SolverDesk solvers, ModelDesk models, ModelSettings settings, Compositions compositions)
{
    /// <returns>The squad, or why there is none.</returns>
    public async Task<(SquadAnswer? Answer, ApiError? Refusal)> ComposeAsync(SquadWish wish, UserId user, CancellationToken caller)
    {
        var learned = await solvers.PriorsAsync();
        var request = wish.Request with { Priors = learned.Priors };
        var outcome = await solvers.SolveAsync(cancellation => SquadSolver.Solve(request, cancellation: cancellation), caller);
        if (outcome is not SquadOutcome.Solved solved)
        {
            return (null, SquadRefusal.Of(outcome));
        }

        var version = SolverDesk.VersionWith(learned.Version);
        var hash = wish.HashWith(version);
        var held = await compositions.FindChoiceAsync(hash);

        // A note could choose, and the same request has the same squad: then there is nothing to choose from.
        var isOpen = held is null && wish.Note is null && models.MayBeAsked;
        var squads = isOpen || held > 0
            ? await solvers.SolveAsync(cancellation => EqualSquads.Of(request, solved, cancellation), caller)
            : [solved.Subgroups];
        SquadCandidate[] candidates = [.. squads.Select(squad => new SquadCandidate(solved.Needs, squad, solved.Available, learned.Priors))];
        var offered = isOpen ? candidates : [At(candidates, held ?? 0)];
        var prompt = new SquadPrompt(offered, wish.Note);
        var (prose, reason) = await models.AskAsync(prompt.ToModel(), prompt.Read, caller);
        if (reason is { } why && !settings.HasFallback)
        {
            return (null, AiUnavailable.Because(why, models));
        }

        var id = Guid.CreateVersion7();
        var choice = isOpen ? prose?.Choice ?? 0 : held ?? 0;
        var chosen = await compositions.SaveAsync(id, user, hash, choice, sure => new RatedThing(At(candidates, sure).Titles));
        var metadata = new AnswerMetadata(
            prose is null ? AnswerMetadata.Solver : AnswerMetadata.SolverAndModel, reason, prose is null ? null : settings.Model, RequestTrace.Current?.Id ?? "", version);
        return (Tell(id, solved, At(candidates, chosen), prose, metadata), null);
    }

    /// <summary>The first where there are not so many: another answer to the same request was faster, and had more to choose from.</summary>
    private static SquadCandidate At(SquadCandidate[] candidates, int choice) => choice < candidates.Length ? candidates[choice] : candidates[0];

    private static SquadAnswer Tell(Guid id, SquadOutcome.Solved solved, SquadCandidate squad, SquadProse? prose, AnswerMetadata metadata) => new(
        id,
        prose?.Name ?? squad.Name,
        solved.Needs.Mode,
        solved.Size,
        squad.Subgroups,
        [
            .. squad.Builds.Select(build => new BuildAnswer(
                build.Archetype.Profession, SquadCatalogue.Shipped.LineOf(build.Archetype), build.Archetype.Role, build.Count, build.Priority,
                prose?.DescriptionById.GetValueOrDefault(build.Archetype.Id) ?? build.Why, build.KeyBoons)),
        ],
        squad.Coverage,
        solved.Score,
        solved.Bound,
        solved.Proven,
        prose?.Strategy ?? squad.Strategy,
        prose is { Strengths.Count: > 0 } ? prose.Strengths : squad.Strengths,
        prose is { Weaknesses.Count: > 0 } ? prose.Weaknesses : squad.Weaknesses,
        squad.SynergyScore,
        metadata);
}
