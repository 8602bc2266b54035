using System.Collections.Immutable;
using System.Security.Cryptography;
using Gw2Optimizer.Combat.Catalogue;
using Gw2Optimizer.Importer.Catalogues;

namespace Gw2Optimizer.Importer.Import;

/// <param name="Version">What the folder has now.</param>
/// <param name="Before">What it had; null: nothing.</param>
internal sealed record ImportResult(CatalogueVersion Version, CatalogueReader? Before);

/// <summary>
/// One import into a folder. Everything is made in <c>FOLDER.partial</c>, file by file; a run that was cut goes on behind the last whole file if it has the
/// same sources. Only a complete catalogue is put in the folder's place, by renaming.
/// </summary>
internal sealed class ImportRun(string folder, IReadOnlyList<IApiSource> sources, IReadOnlyList<string> names, Action<string> progress)
{
    private readonly string partial = Partial(folder);
    private readonly string old = Trimmed(folder) + ".old";
    private readonly Dictionary<string, ApiRecords> records = [];

    /// <summary>Where a run keeps what it has so far.</summary>
    public static string Partial(string folder) => Trimmed(folder) + ".partial";

    public async Task<ImportResult> RunAsync(CancellationToken cancellation)
    {
        Recover();
        var before = Before();
        await OpenAsync(cancellation);
        for (var done = 0; done < ImportSteps.All.Length; done++)
        {
            var step = ImportSteps.All[done];
            var file = Path.Combine(partial, step.File);
            var known = File.Exists(file);
            if (!known) await MakeAsync(step, file, cancellation);
            progress($"{step.File}: {(known ? "was there already" : "done")} ({done + 1} of {ImportSteps.All.Length})");
        }
        var version = await VersionAsync(cancellation);
        await File.WriteAllTextAsync(Path.Combine(partial, CatalogueFiles.Version), CatalogueFiles.Write(version), cancellation);
        Publish();
        return new(version, before);
    }

    /// <summary>The first eight hex digits of the SHA-256 of all data files, imported and curated.</summary>
    internal static string Digest(CatalogueReader imported)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in CatalogueFiles.Imported) hash.AppendData(imported(file).Span);
        foreach (var file in CatalogueFiles.Curated) hash.AppendData(CatalogueFiles.Shipped(file).Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..8];
    }

    private static string Trimmed(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    /// <summary>A run that died between the two renames of <see cref="Publish"/>.</summary>
    private void Recover()
    {
        if (!Directory.Exists(old)) return;
        if (Directory.Exists(folder)) Directory.Delete(old, recursive: true);
        else Directory.Move(old, folder);
    }

    /// <summary>The catalogue that this import will replace, as it is now.</summary>
    private CatalogueReader? Before()
    {
        if (!File.Exists(Path.Combine(folder, CatalogueFiles.Version))) return null;
        var reader = CatalogueFolder.Reader(folder);
        var files = CatalogueFiles.Imported.Concat(CatalogueFiles.Curated).ToDictionary(file => file, file => reader(file));
        return file => files[file];
    }

    private async Task OpenAsync(CancellationToken cancellation)
    {
        var request = Path.Combine(partial, "request.txt");
        var identity = string.Join('\n', sources.Select(source => source.Identity));
        if (File.Exists(request) && await File.ReadAllTextAsync(request, cancellation) == identity)
        {
            progress("An import of the same sources was cut: going on.");
            return;
        }
        if (Directory.Exists(partial)) Directory.Delete(partial, recursive: true);
        Directory.CreateDirectory(partial);
        await File.WriteAllTextAsync(request, identity, cancellation);
    }

    private async Task MakeAsync(ImportStep step, string file, CancellationToken cancellation)
    {
        foreach (var endpoint in step.Endpoints.Where(endpoint => !records.ContainsKey(endpoint)))
        {
            foreach (var source in sources) await source.FetchAsync(endpoint, cancellation);
            records[endpoint] = Read(endpoint, cancellation);
        }
        await File.WriteAllTextAsync(file + ".tmp", step.Make(endpoint => records[endpoint]), cancellation);
        File.Move(file + ".tmp", file);
    }

    private ApiRecords Read(string endpoint, CancellationToken cancellation)
    {
        var read = new ApiRecords();
        foreach (var record in sources.SelectMany(source => source.Read(endpoint)))
        {
            cancellation.ThrowIfCancellationRequested();
            if (ImportSteps.IsNeeded(endpoint, record)) read.Add(record);
        }
        if (read.Count == 0) throw new InvalidDataException($"No source has records of /v2/{endpoint}.");
        progress($"{endpoint}: {read.Count} records");
        return read;
    }

    private async Task<CatalogueVersion> VersionAsync(CancellationToken cancellation)
    {
        var builds = new List<int>();
        foreach (var source in sources)
        {
            if (await source.BuildAsync(cancellation) is { } build) builds.Add(build);
        }
        int? newest = builds.Count > 0 ? builds.Max() : null;
        var digest = Digest(file => File.ReadAllBytes(Path.Combine(partial, file)));
        return new($"{newest?.ToString() ?? "unknown"}-{digest}", newest, [.. names]);
    }

    /// <summary>The folder's other files (curated ones) come along.</summary>
    private void Publish()
    {
        var whole = Path.Combine(partial, "whole");
        if (Directory.Exists(whole)) Directory.Delete(whole, recursive: true);
        Directory.CreateDirectory(whole);
        ImmutableArray<string> made = [.. CatalogueFiles.Imported, CatalogueFiles.Version];
        if (Directory.Exists(folder))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            {
                var name = Path.GetRelativePath(folder, file);
                if (made.Contains(name)) continue;
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(whole, name))!);
                File.Copy(file, Path.Combine(whole, name));
            }
        }
        foreach (var file in made) File.Copy(Path.Combine(partial, file), Path.Combine(whole, file));
        Directory.CreateDirectory(Path.GetDirectoryName(Trimmed(folder))!);
        if (Directory.Exists(folder)) Directory.Move(folder, old);
        Directory.Move(whole, folder);
        if (Directory.Exists(old)) Directory.Delete(old, recursive: true);
        Directory.Delete(partial, recursive: true);
    }
}
