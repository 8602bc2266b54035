using System.Text.Json;
using GameSessions.Games;
using GameSessions.Hosting.Games;
using Gw2Optimizer.Combat.Squads;
using Gw2Optimizer.Rooms.Squads;
using Gw2Optimizer.Server.Advice.Squads;
using Gw2Optimizer.Server.Web;
using Gw2Optimizer.Solvers.Squads;

namespace Gw2Optimizer.Server.Advice.Rooms;

/// <summary>Composes what is open in a squad's room, around what is planned there.</summary>
internal sealed class RoomSolver(SolverDesk solvers) : ICommandPreparation
{
    private const string Compose = "compose";

    /// <summary>Rooms know elite specializations only.</summary>
    private static readonly SquadLimit NobodyCore = new(new Selector(Specialization: SquadCatalogue.Core), 0);

    public bool Concerns(string command) => command is Compose;

    public async Task<object?> PrepareAsync(Game game, PlayerCommand command)
    {
        // Whoever may not give the command is told so by the rules, and costs no search.
        if (game.Room is not Squad squad || squad.Locked || squad.Commander != command.Player || !squad.Slots.Any(slot => slot.IsFree()))
        {
            return null;
        }

        var (wish, fault) = Read(squad, command.Data);
        if (wish is null)
        {
            return fault;
        }

        var learned = await solvers.PriorsAsync();
        var request = wish with { Priors = learned.Priors };
        return await solvers.SolveAsync(cancellation => SquadSolver.Solve(request, cancellation: cancellation), CancellationToken.None) switch
        {
            SquadOutcome.Solved solved => new ComposeFindings.Filled(FreeSlots.Fill(squad, solved.Subgroups)),
            var outcome => RefusalOf(outcome),
        };
    }

    private static (SquadRequest? Wish, ComposeFindings? Fault) Read(Squad squad, JsonElement data)
    {
        if (!data.TryGetProperty("constraints", out var constraints) || constraints.ValueKind is not JsonValueKind.Object)
        {
            // Absent or null; the rules refuse what is neither.
            constraints = JsonDocument.Parse("{}").RootElement;
        }

        var planned = squad.Slots.Where(slot => slot.Specialization is not null).ToList();
        var size = planned.Count + squad.Slots.Count(slot => slot.IsFree());
        var fields = new JsonFields(constraints);
        var asked = SquadWish.Read(fields, squad.Mode, size).Request;
        if (fields.Refusal is { Fields: { } faults })
        {
            return (null, Wrong(faults));
        }

        return (asked with { Locked = [.. planned.Select(Planned), .. asked.Locked], Limits = [NobodyCore] }, null);
    }

    /// <summary>A role that the catalogue does not know for the specialization is the room's business; the solver takes its usual one.</summary>
    private static LockedEntry Planned(SquadSlot slot)
    {
        var isKnown = SquadCatalogue.Shipped.Archetypes.Any(archetype => archetype.Specialization == slot.Specialization && archetype.Role == slot.Role);
        return new LockedEntry(new Selector(Specialization: slot.Specialization, Role: isKnown ? slot.Role : null));
    }

    private static ComposeFindings.Refused RefusalOf(SquadOutcome outcome)
    {
        var refusal = SquadRefusal.Of(outcome);
        return outcome is SquadOutcome.Wrong ? Wrong(refusal.Fields!) : new ComposeFindings.Refused(Refusal.NotAvailable(refusal.Detail));
    }

    private static ComposeFindings.Refused Wrong(IReadOnlyDictionary<string, string> faults) =>
        new(Refusal.BadData(string.Join(" ", faults.Select(fault => $"constraints.{fault.Key}: {fault.Value}"))));
}
