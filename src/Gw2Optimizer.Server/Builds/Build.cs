using Gw2Optimizer.Server.Accounts;

namespace Gw2Optimizer.Server.Builds;

/// <summary>A build as it is stored.</summary>
/// <param name="ChatCode">As it was given; null: it is written from the trait lines and skills.</param>
internal sealed record Build(
    Guid Id,
    UserId Owner,
    string? OwnerName,
    string Name,
    string Profession,
    string Specialization,
    string GameMode,
    string Role,
    string? Description,
    string? Playstyle,
    bool IsPublic,
    IReadOnlyList<StoredTraitLine> TraitLines,
    IReadOnlyList<StoredSkill> Skills,
    IReadOnlyList<StoredPiece> Equipment,
    string? SourceUrl,
    string? ChatCode,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public StoredBuild Stored => new(Profession, Specialization, Role, TraitLines, Equipment);

    public bool IsReadableBy(UserId? caller) => IsPublic || Owner == caller;
}

/// <param name="Slot"><c>heal</c>, <c>utility1</c>, <c>utility2</c>, <c>utility3</c> or <c>elite</c>.</param>
internal sealed record StoredSkill(string Slot, int Id);
