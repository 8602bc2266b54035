using System.CommandLine;
using Gw2Optimizer.Cli.Commands;

var root = new RootCommand("Guild Wars 2 gear, squads and chat codes, from named formulas and exact solvers.")
{
    CatalogueCommand.Create(),
    GearCommand.Create(),
    ChatCodeCommand.Create(),
    SquadCommand.Create(),
    SynergyCommand.Create(),
};

return await root.Parse(args).InvokeAsync();
