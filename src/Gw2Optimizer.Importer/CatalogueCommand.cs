using System.CommandLine;

namespace Gw2Optimizer.Importer;

/// <summary><c>catalogue</c>: the data that all figures come from.</summary>
public static class CatalogueCommand
{
    /// <param name="more">Further verbs below it.</param>
    public static Command Create(params IReadOnlyList<Command> more)
    {
        var command = new Command("catalogue", "The game's data: import it, compare two versions.") { CatalogueImport.Create(), CatalogueDiff.Create() };
        foreach (var verb in more)
        {
            command.Add(verb);
        }

        return command;
    }
}
