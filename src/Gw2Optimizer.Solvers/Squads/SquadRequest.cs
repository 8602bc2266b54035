using Gw2Optimizer.Solvers.Learning;

namespace Gw2Optimizer.Solvers.Squads;

/// <summary>Which archetypes are meant; what is null does not matter. Names as people write them.</summary>
/// <param name="Specialization">An elite specialization, <c>core</c>, or one of the profession's core lines, which mean <c>core</c>.</param>
/// <param name="Build">The boon the build is for, or <c>standard</c>.</param>
public sealed record Selector(string? Profession = null, string? Specialization = null, string? Role = null, string? Build = null);

/// <summary>Players who may come.</summary>
/// <param name="Max">How many at most, 1 to 50; null: as many as one likes.</param>
public sealed record PoolEntry(Selector Who, int? Max = null);

/// <summary>Players who come for certain, 1 to 50. Two entries are different players.</summary>
public sealed record LockedEntry(Selector Who, int Count = 1);

/// <summary>At least so many of a role, 0 to 50.</summary>
public sealed record RoleWish(string Role, int Min);

/// <summary>At most so many, 0 to 50.</summary>
public sealed record SquadLimit(Selector Who, int Max);

/// <summary>What squad is wanted.</summary>
/// <param name="Size">1 to 50 players.</param>
public sealed record SquadRequest(string Mode, int Size)
{
    public const int SizeMax = 50;

    /// <summary>Entries of a pool, of locked members, of limits: each at most so many.</summary>
    public const int EntriesMax = 110;

    /// <summary>Only these may come; null: everybody. Locked members draw on it, and come even if it does not name them.</summary>
    public IReadOnlyList<PoolEntry>? Pool { get; init; }

    public IReadOnlyList<LockedEntry> Locked { get; init; } = [];

    public IReadOnlyList<RoleWish> Roles { get; init; } = [];

    /// <summary>Specializations or professions that shall not come.</summary>
    public IReadOnlyList<string> Avoid { get; init; } = [];

    public IReadOnlyList<SquadLimit> Limits { get; init; } = [];

    /// <summary>What is learned of specializations and pairs.</summary>
    public SquadPriors Priors { get; init; } = SquadPriors.None;

    /// <summary>How much work the search may do: placements weighed, some 30 million a second. The same number gives the same answer everywhere.</summary>
    public long Steps { get; init; } = 24_000_000;
}
