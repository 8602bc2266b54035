using System.Globalization;
using System.Text.Json;

namespace Gw2Optimizer.Importer.Import;

/// <summary>A folder of recorded answers.</summary>
internal sealed class RecordedSource(string directory) : IApiSource
{
    private static readonly string[] BuildFiles = ["build.json", "metadata.json"];

    public string Identity => Path.GetFullPath(directory) + ": " + string.Join(", ", Directory.EnumerateFiles(directory)
        .Order(StringComparer.Ordinal)
        .Select(file => new FileInfo(file))
        .Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}")));

    public Task FetchAsync(string endpoint, CancellationToken cancellation) => Task.CompletedTask;

    public IEnumerable<JsonElement> Read(string endpoint) => RecordedFiles.Of(directory, endpoint).SelectMany(RecordedFiles.Read);

    public async Task<int?> BuildAsync(CancellationToken cancellation)
    {
        foreach (var file in BuildFiles.Select(name => Path.Combine(directory, name)).Where(File.Exists))
        {
            using var content = JsonDocument.Parse(await File.ReadAllBytesAsync(file, cancellation));
            if ((content.RootElement.Whole("id") ?? content.RootElement.Whole("build_id")) is { } build) return build;
        }
        return null;
    }
}
