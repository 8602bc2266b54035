using Gw2Optimizer.Combat.Catalogue;

namespace Gw2Optimizer.Importer.Catalogues;

/// <summary>A catalogue by its folder, or the shipped one. Curated files that a folder lacks are the shipped ones.</summary>
internal static class CatalogueFolder
{
    public const string Shipped = "shipped";

    /// <exception cref="DirectoryNotFoundException">There is no such folder, or no catalogue in it.</exception>
    public static CatalogueReader Reader(string written)
    {
        if (written == Shipped) return CatalogueFiles.Shipped;
        if (!File.Exists(Path.Combine(written, CatalogueFiles.Version)))
        {
            throw new DirectoryNotFoundException(
                $"There is no catalogue in '{written}' (no {CatalogueFiles.Version}); give a folder that an import wrote, or '{Shipped}'.");
        }
        return file =>
        {
            var path = Path.Combine(written, file);
            return !File.Exists(path) && CatalogueFiles.Curated.Contains(file) ? CatalogueFiles.Shipped(file) : File.ReadAllBytes(path);
        };
    }
}
