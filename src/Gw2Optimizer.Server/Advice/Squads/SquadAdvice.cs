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
        
        SquadCandidate[] all =
        [
            .. solved.EquallyGood.Prepend(solved.Subgroups).Select(squad => new SquadCandidate(solved.Needs, squad, solved.Available, learned.Priors)),
        ];

        // Choices are told apart by number, so a hash knows how many there are.
        var hash = wish.HashWith($"{version}/{all.Length}");

        // A note could choose, and the same request has the same squad: then there is nothing to choose from.
        var fixedChoice = await compositions.FindChoiceAsync(hash) ?? (wish.Note is null ? null : 0);
        var offered = fixedChoice is { } only ? [all[only]] : all;
        var prompt = new SquadPrompt(offered, wish.Note);
        var (prose, reason) = await models.AskAsync(prompt.ToModel(), prompt.Read, caller);
        if (reason is { } why && !settings.HasFallback)
        {
            return (null, AiUnavailable.Because(why, models));
        }

        var id = Guid.CreateVersion7();
        var choice = await compositions.SaveAsync(id, user, hash, fixedChoice ?? prose?.Choice ?? 0, held => new RatedThing(all[held].Titles));
        var metadata = new AnswerMetadata(
            prose is null ? AnswerMetadata.Solver : AnswerMetadata.SolverAndModel, reason, prose is null ? null : settings.Model, RequestTrace.Current?.Id ?? "", version);
        return (Tell(id, solved, all[choice], prose, metadata), null);
    }

    private static SquadAnswer Tell(Guid id, SquadOutcome.Solved solved, SquadCandidate squad, SquadProse? prose, AnswerMetadata metadata) => new(
        id,
        prose?.Name ?? squad.Name,
        solved.Needs.Mode,
        solved.Size,
        squad.Subgroups,
        [
            .. squad.Builds.Select(build => new BuildAnswer(
                build.Archetype.Profession, build.Archetype.Specialization, build.Archetype.Role, build.Count, build.Priority,
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
