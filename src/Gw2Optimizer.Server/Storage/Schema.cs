using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Advice;
using Gw2Optimizer.Server.Builds;
using Gw2Optimizer.Server.Learning;
using Gw2Optimizer.Server.Operations;
using Gw2Optimizer.Server.Teams;

namespace Gw2Optimizer.Server.Storage;

/// <summary>The tables of all features; those of game sessions come with the engine's storage.</summary>
internal static class Schema
{
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        .. AccountsSchema.Migrations, .. BuildsSchema.Migrations, .. TeamsSchema.Migrations, .. AdviceSchema.Migrations, .. LearningSchema.Migrations, .. OperationsSchema.Migrations,
    ];
}
