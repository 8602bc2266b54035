using Gw2Optimizer.Server.Accounts;
using Microsoft.Extensions.Caching.Memory;

namespace Gw2Optimizer.Server.Builds;

/// <summary>A build as the API tells it. Others than its owner learn the owner's name only.</summary>
internal sealed record BuildAnswer(
    Guid Id,
    string? UserId,
    string? Owner,
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
    string ChatCode,
    BuildStats Stats,
    DateTime CreatedAt,
    DateTime UpdatedAt)
{
    public const string Example = """
        {"id":"5b1e4a0c-5d0b-4f3e-9a63-2f7f0e1c9d10","user_id":"01a21523-973f-76f2-837f-767a9686f20e","owner":"aurene","name":"Firebrand","profession":"Guardian","specialization":"Firebrand",
        "game_mode":"zerg","role":"stability","description":null,"playstyle":null,"is_public":false,"trait_lines":[{"id":62,"traits":[2101]}],"skills":[{"slot":"heal","id":41714}],
        "equipment":[{"slot":"Helm","item_id":null,"stat_id":1123,"upgrade_ids":[24836]}],"source_url":null,"chat_code":"[&DQEAAAAAPgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=]",
        "stats":{"attributes":{"power":1000},"damage":1025,"survivability":20066.7,"healing":390,"not_counted":[]},"created_at":"2025-11-16T02:00:07Z","updated_at":"2025-11-16T02:00:07Z"}
        """;

    private const int DerivedMax = 10_000;

    /// <summary>A build is read far more often than changed, and each change is a version of its own.</summary>
    private static readonly MemoryCache Derived = new(new MemoryCacheOptions { SizeLimit = DerivedMax });

    public static BuildAnswer For(Build build, UserId? reader)
    {
        var (code, stats) = DerivedOf(build);
        return new BuildAnswer(
            build.Id, build.Owner == reader ? build.Owner.ToString() : null, build.OwnerName, build.Name, build.Profession, build.Specialization, build.GameMode, build.Role,
            build.Description, build.Playstyle, build.IsPublic, build.TraitLines, build.Skills, build.Equipment, build.SourceUrl, code, stats,
            build.CreatedAt.UtcDateTime, build.UpdatedAt.UtcDateTime);
    }

    private static (string Code, BuildStats Stats) DerivedOf(Build build)
    {
        if (Derived.TryGetValue((build.Id, build.UpdatedAt), out (string, BuildStats) known))
        {
            return known;
        }

        var derived = (BuildChatCodes.Of(build), BuildStats.Of(build));
        return Derived.Set((build.Id, build.UpdatedAt), derived, new MemoryCacheEntryOptions { Size = 1 });
    }
}
