using System.CommandLine;
using Gw2Optimizer.Importer;

namespace Gw2Optimizer.Cli.Commands;

/// <summary><c>optimizer</c> and its verbs.</summary>
internal static class OptimizerCommand
{
    public static RootCommand Create() => new("Guild Wars 2 gear, squads and chat codes, from named formulas and exact solvers.")
    {
        GearCommand.Create(),
        SquadCommand.Create(),
        SynergyCommand.Create(),
        ChatCodeCommand.Create(),
        CatalogueCommand.Create(CatalogueShow.Create()),
    };
}
