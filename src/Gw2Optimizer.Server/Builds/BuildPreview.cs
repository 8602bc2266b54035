namespace Gw2Optimizer.Server.Builds;

/// <summary>A build that is not kept, as the API tells it.</summary>
internal sealed record BuildPreview(
    string Profession,
    string Specialization,
    string Role,
    IReadOnlyList<StoredTraitLine> TraitLines,
    IReadOnlyList<StoredSkill> Skills,
    IReadOnlyList<StoredPiece> Equipment,
    string ChatCode,
    BuildStats Stats)
{
    public const string Example = """
        {"profession":"Guardian","specialization":"Firebrand","role":"stability","trait_lines":[{"id":62,"traits":[2101]}],"skills":[{"slot":"heal","id":41714}],
        "equipment":[{"slot":"Helm","item_id":null,"stat_id":1123,"upgrade_ids":[24836]}],"chat_code":"[&DQEAAAAAPgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=]",
        "stats":{"attributes":{"power":1000},"damage":1025,"survivability":20066.7,"healing":390,"not_counted":[]}}
        """;

    public static BuildPreview Of(Build build) =>
        new(build.Profession, build.Specialization, build.Role, build.TraitLines, build.Skills, build.Equipment, BuildChatCodes.Of(build), BuildStats.Of(build));
}
