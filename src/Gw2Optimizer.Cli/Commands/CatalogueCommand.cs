using System.CommandLine;

namespace Gw2Optimizer.Cli.Commands;

/// <summary><c>catalogue</c>: the data that all figures come from.</summary>
internal static class CatalogueCommand
{
    public static Command Create() => new("catalogue", "The game's data: import it, compare two versions, look things up.")
    {
        CatalogueImport.Create(),
        CatalogueDiff.Create(),
        CatalogueShow.Create(),
    };
}
