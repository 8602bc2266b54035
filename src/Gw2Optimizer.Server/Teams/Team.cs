using Gw2Optimizer.Server.Accounts;

namespace Gw2Optimizer.Server.Teams;

/// <summary>A team as it is stored.</summary>
/// <param name="Members">In the order of their slots.</param>
internal sealed record Team(
    Guid Id,
    UserId Owner,
    string? OwnerName,
    string Name,
    string GameMode,
    int Size,
    string? Description,
    bool IsPublic,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<Member> Members)
{
    public const int SizeMax = 50;

    public bool IsReadableBy(UserId? caller) => IsPublic || Owner == caller;
}

/// <summary>Who plays what in a slot, from 1.</summary>
/// <param name="BuildOwner">Whose build it is; others may read of it only what everybody sees of a fighter, unless it is public.</param>
internal sealed record Member(
    Guid Id, int Slot, string Role, string? PlayerName, Guid BuildId, UserId BuildOwner, bool IsBuildPublic, string BuildName, string Profession, string Specialization, string BuildRole)
{
    private const int SubgroupSize = 5;

    /// <summary>From 1.</summary>
    public int Subgroup => ((Slot - 1) / SubgroupSize) + 1;

    public bool ShowsBuildTo(UserId? reader) => IsBuildPublic || BuildOwner == reader;
}

/// <param name="Slot">Null: the lowest free one.</param>
internal sealed record NewMember(Guid Id, Guid Build, string Role, int? Slot, string? PlayerName);
