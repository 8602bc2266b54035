using System.Text.Json.Serialization;
using Gw2Optimizer.Server.Advice.Models;

namespace Gw2Optimizer.Server.Advice.Squads;

/// <summary>A composed squad, as the API tells it.</summary>
/// <param name="Id">By which its owner may rate it, for 30 days.</param>
/// <param name="Score">0 to 100.</param>
/// <param name="Bound">No squad is better than this.</param>
/// <param name="SynergyScore">0 to 10.</param>
internal sealed record SquadAnswer(
    Guid Id,
    string Name,
    string GameMode,
    int Size,
    IReadOnlyList<SubgroupAnswer> Subgroups,
    IReadOnlyList<BuildAnswer> Builds,
    CoverageAnswer Coverage,
    double Score,
    double Bound,
    bool ProvenOptimal,
    string Strategy,
    IReadOnlyList<string> Strengths,
    IReadOnlyList<string> Weaknesses,
    double SynergyScore,
    AnswerMetadata Metadata);

internal sealed record SubgroupAnswer(IReadOnlyList<MemberAnswer> Members);

/// <param name="Specialization">One that a build can have: of a core build, a core line.</param>
/// <param name="Provides">Effects, the strongest first.</param>
/// <param name="Why">What the squad has of this member.</param>
internal sealed record MemberAnswer(string Profession, string Specialization, string Role, IReadOnlyList<string> Provides, string Why);

/// <summary>Members who play the same.</summary>
/// <param name="Priority">1, to be found first, to 5.</param>
internal sealed record BuildAnswer(
    string Profession, string Specialization, string Role, int Count, int Priority, string Description, IReadOnlyList<string> KeyBoons);

/// <summary>How much of what is wanted is there, 0 to 1, by effect.</summary>
internal sealed record CoverageAnswer(IReadOnlyList<IReadOnlyDictionary<string, double>> Subgroups, IReadOnlyDictionary<string, double> Squad);

/// <param name="Source"><c>solver</c> or <c>solver+model</c>.</param>
/// <param name="Reason">Why the model had no part in it; only where it had none.</param>
internal sealed record AnswerMetadata(
    string Source,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ModelReason? Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Model,
    string RequestId,
    string DataVersion)
{
    public const string Solver = "solver";
    public const string SolverAndModel = "solver+model";
}
