using Gw2Optimizer.Server.Storage;

namespace Gw2Optimizer.Server.Operations;

/// <summary>The tables of operators. Times are milliseconds since 1970, UTC.</summary>
internal static class OperationsSchema
{
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("operations", 1, "CREATE TABLE run_successes (kind TEXT NOT NULL PRIMARY KEY, finished_at BIGINT NOT NULL);"),
    ];
}
