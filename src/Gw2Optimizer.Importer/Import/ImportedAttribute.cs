using Gw2Optimizer.Combat.Catalogue;

namespace Gw2Optimizer.Importer.Import;

internal static class ImportedAttribute
{
    /// <exception cref="InvalidDataException">The API has an attribute that this program does not know.</exception>
    public static GearAttribute Of(string word) =>
        GearAttributes.Find(word) ?? throw new InvalidDataException($"The API names an attribute '{word}', which is not known here.");
}
