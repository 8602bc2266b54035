using Gw2Optimizer.Server.Advice.Squads;
using Gw2Optimizer.Server.Observability.Metrics;
using Gw2Optimizer.Server.Web;

namespace Gw2Optimizer.Server.Advice;

/// <summary>What advice is counted as.</summary>
internal static class AdviceOperations
{
    public const string ComposeTeam = "compose_team";
    public const string OptimizeBuild = "optimize_build";
    public const string AnalyzeSynergy = "analyze_synergy";

    private const string Unavailable = "unavailable";

    /// <summary>Counts an answer by its source, and one that the missing model forbade; a call that was wrong itself is none.</summary>
    public static void Count(this FeatureMetrics metrics, string operation, string? source, ApiError? refusal)
    {
        if (source is not null)
        {
            metrics.Advised(operation, source is AnswerMetadata.SolverAndModel ? "solver_model" : "solver");
        }
        else if (refusal is { Code: ErrorCodes.AiUnavailable })
        {
            metrics.Advised(operation, Unavailable);
        }
    }
}
