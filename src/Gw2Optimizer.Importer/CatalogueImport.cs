using System.CommandLine;
using Gw2Optimizer.Importer.Catalogues;
using Gw2Optimizer.Importer.Import;

namespace Gw2Optimizer.Importer;

/// <summary><c>catalogue import</c>: the game's API, recorded or live, to a folder of data files.</summary>
internal static class CatalogueImport
{
    public static Command Create()
    {
        var from = new Option<DirectoryInfo[]>("--from")
        {
            Description = "A folder of recorded API answers; several times: later ones are newer and win, record by record.",
        };
        var network = new Option<bool>("--network") { Description = "Reads the API itself; newer than any folder." };
        var api = new Option<Uri>("--api") { Description = "The API's address.", DefaultValueFactory = _ => new(NetworkSource.Address) };
        var target = new Option<DirectoryInfo>("--out") { Description = "The folder of data files to write.", Required = true };
        var command = new Command("import", "Makes a catalogue's data files; one that was cut goes on where it was.") { from, network, api, target };
        command.Validators.Add(result =>
        {
            var folders = result.GetValue(from) ?? [];
            if (folders.Length == 0 && !result.GetValue(network)) result.AddError("Say where to read: --from DIR, --network, or both.");
            foreach (var missing in folders.Where(folder => !folder.Exists)) result.AddError($"There is no folder '{missing}'.");
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            void Progress(string line) => parsed.InvocationConfiguration.Error.WriteLine(line);

            var folder = parsed.GetRequiredValue(target).FullName;
            using var client = new HttpClient { BaseAddress = parsed.GetRequiredValue(api) };
            var sources = (parsed.GetValue(from) ?? []).Select(IApiSource (directory) => new RecordedSource(directory.FullName)).ToList();
            var names = (parsed.GetValue(from) ?? []).Select(directory => directory.Name).ToList();
            if (parsed.GetValue(network))
            {
                sources.Add(new NetworkSource(client, Path.Combine(ImportRun.Partial(folder), "pages"), Progress));
                names.Add(parsed.GetRequiredValue(api).Host);
            }
            try
            {
                var (version, before) = await new ImportRun(folder, sources, names, Progress).RunAsync(cancellation);
                if (before is not null)
                {
                    var changes = CatalogueChanges.Between(before, CatalogueFolder.Reader(folder));
                    Progress($"Against what was there: {CatalogueDiff.Summary(changes)}");
                }
                await parsed.InvocationConfiguration.Output.WriteLineAsync(version.DataVersion);
                return 0;
            }
            catch (Exception failed) when (failed is InvalidDataException or HttpRequestException or IOException)
            {
                Progress($"{failed.Message} What was done is kept; the same command goes on.");
                return 1;
            }
        });
        return command;
    }
}
