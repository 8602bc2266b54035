using System.Diagnostics.Metrics;

namespace Gw2Optimizer.Server.Observability.Metrics;

/// <summary>What players and the language model did. Every series is there from the start, at 0.</summary>
internal sealed class FeatureMetrics
{
    private static readonly string[] Operations = ["compose_team", "optimize_build", "analyze_synergy"];
    private static readonly string[] Sources = ["solver", "solver_model", "unavailable"];
    private static readonly string[] Results = ["published", "kept", "failed"];

    private readonly Counter<long> builds;
    private readonly Counter<long> teams;
    private readonly Counter<long> advice;
    private readonly Counter<long> modelCalls;
    private readonly Counter<long> modelTokens;
    private readonly Counter<long> modelFailures;
    private readonly Counter<long> learningRuns;
    private readonly Counter<long> learningFailures;

    public FeatureMetrics(ServerMetrics metrics, MetricsRegistry registry)
    {
        builds = Counter("builds_created_total", "Builds that were made.");
        teams = Counter("teams_created_total", "Teams that were made.");
        advice = Counter("ai_requests_total", "Advice that was given, by what was asked and by who answered.", ("operation", Operations), ("source", Sources));
        modelCalls = Counter("mistral_requests_total", "Calls of the language model.");
        modelTokens = Counter("mistral_tokens_used_total", "Tokens that the language model was paid for.");
        modelFailures = Counter("mistral_errors_total", "Calls of the language model that failed, or whose answer was of no use.");
        learningRuns = Counter("learning_pipeline_runs_total", "Runs of the learning pipeline, by how they ended.", ("result", Results));
        learningFailures = Counter("learning_pipeline_failures_total", "Runs of the learning pipeline that failed.");

        Counter<long> Counter(string name, string what, params IReadOnlyList<(string Name, IReadOnlyList<string> Values)> closed)
        {
            registry.Declare(name, closed);
            return metrics.Meter.CreateCounter<long>(name, description: what);
        }
    }

    public void BuildCreated() => builds.Add(1);

    public void TeamCreated() => teams.Add(1);

    /// <param name="operation"><c>compose_team</c>, <c>optimize_build</c> or <c>analyze_synergy</c>.</param>
    /// <param name="source"><c>solver</c>, <c>solver_model</c> or <c>unavailable</c>.</param>
    public void Advised(string operation, string source) => advice.Add(1, new("operation", operation), new("source", source));

    public void ModelAsked() => modelCalls.Add(1);

    public void ModelUsed(long tokens) => modelTokens.Add(tokens);

    public void ModelFailed() => modelFailures.Add(1);

    /// <param name="result"><c>published</c>, <c>kept</c> or <c>failed</c>.</param>
    public void Learned(string result)
    {
        learningRuns.Add(1, new KeyValuePair<string, object?>("result", result));
        if (result is "failed")
        {
            learningFailures.Add(1);
        }
    }
}
