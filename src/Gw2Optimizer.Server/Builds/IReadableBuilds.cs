using Gw2Optimizer.Server.Accounts;

namespace Gw2Optimizer.Server.Builds;

/// <summary>Builds that are stored, for those who may read them. Thread-safe.</summary>
internal interface IReadableBuilds
{
    /// <returns>Null where there is none, or none that this caller may read: both look alike.</returns>
    Task<StoredBuild?> FindAsync(Guid id, UserId caller);
}

/// <summary>Teams that are stored, for those who may read them. Thread-safe.</summary>
internal interface IReadableTeams
{
    /// <returns>The specialization of each member in the order of slots, as a build names it; null where there is no such team, or none that this caller may read.</returns>
    Task<IReadOnlyList<TeamMember>?> FindAsync(Guid id, UserId caller);
}

/// <param name="Specialization">An elite one, or a core line.</param>
internal sealed record TeamMember(string Profession, string Specialization);

/// <summary>What advice needs of a build.</summary>
/// <param name="Specialization">An elite one, or a core line.</param>
/// <param name="Role">One of the API's ten.</param>
/// <param name="TraitLines">Up to three.</param>
internal sealed record StoredBuild(string Profession, string Specialization, string Role, IReadOnlyList<StoredTraitLine> TraitLines, IReadOnlyList<StoredPiece> Equipment);

/// <param name="Id">The specialization's.</param>
/// <param name="Traits">Ids of the major traits that are chosen.</param>
internal sealed record StoredTraitLine(int Id, IReadOnlyList<int> Traits);

/// <param name="Slot">As the game names it; see <see cref="Advice.Gear.GearSlots"/>.</param>
/// <param name="StatId">Of the game's <c>/v2/itemstats</c>.</param>
/// <param name="UpgradeIds">Runes, sigils and infusions in the piece.</param>
internal sealed record StoredPiece(string Slot, int? ItemId, int? StatId, IReadOnlyList<int> UpgradeIds);
