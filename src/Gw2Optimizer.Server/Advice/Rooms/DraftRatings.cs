using Gw2Optimizer.Rooms.Drafts;
using Gw2Optimizer.Solvers.Squads;

namespace Gw2Optimizer.Server.Advice.Rooms;

/// <summary>Rates the squads of a draft, which meet each other as in structured player versus player.</summary>
internal static class DraftRatings
{
    private const string Mode = "spvp";

    /// <summary>0 to 100. What is learned has no say: it is learned from drafts itself.</summary>
    public static double Rate(IReadOnlyList<Pick> picks) =>
        SquadAnalysis.Of(Mode, [.. picks.Select(pick => new Selector(Specialization: pick.Specialization, Role: pick.Role))], out var problems)?.Rating.Value
        ?? throw new ArgumentException($"A draft picked what squads do not know: {string.Join("; ", problems.Select(problem => problem.Message))}", nameof(picks));
}
