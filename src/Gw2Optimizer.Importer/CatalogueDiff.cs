using System.CommandLine;
using Gw2Optimizer.Importer.Catalogues;

namespace Gw2Optimizer.Importer;

/// <summary><c>catalogue diff A B</c>: what was added, removed and changed, with the fields.</summary>
internal static class CatalogueDiff
{
    public static Command Create()
    {
        var before = new Argument<string>("A") { Description = "A folder that an import wrote, or 'shipped'." };
        var after = new Argument<string>("B") { Description = "The same, to compare with." };
        var json = new Option<bool>("--json") { Description = "Every change as JSON." };
        var command = new Command("diff", "What changed from one version of the catalogue to another.") { before, after, json };
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            try
            {
                var changes = CatalogueChanges.Between(
                    CatalogueFolder.Reader(parsed.GetRequiredValue(before)), CatalogueFolder.Reader(parsed.GetRequiredValue(after)));
                if (parsed.GetValue(json)) output.WriteLine(ReadableJson.Write(changes));
                else foreach (var line in changes.SelectMany(Lines).Append(Summary(changes))) output.WriteLine(line);
                return 0;
            }
            catch (IOException failed)
            {
                parsed.InvocationConfiguration.Error.WriteLine(failed.Message);
                return 1;
            }
        });
        return command;
    }

    /// <summary>"12 added, 0 removed, 3 changed".</summary>
    public static string Summary(IReadOnlyCollection<RowChange> changes) =>
        $"{Count(changes, ChangeKind.Added)} added, {Count(changes, ChangeKind.Removed)} removed, {Count(changes, ChangeKind.Changed)} changed";

    private static int Count(IEnumerable<RowChange> changes, ChangeKind kind) => changes.Count(change => change.Kind == kind);

    private static IEnumerable<string> Lines(RowChange change)
    {
        var sign = change.Kind switch { ChangeKind.Added => '+', ChangeKind.Removed => '-', _ => '~' };
        var title = change.Id == change.Name ? change.Id : $"{change.Id} {change.Name}".TrimEnd();
        return change.Fields
            .Select(field => $"    {field.Path}: {field.Before ?? "(absent)"} -> {field.After ?? "(absent)"}")
            .Prepend($"{sign} {change.File}: {title}");
    }
}
