using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Gw2Optimizer.Importer.Import;

/// <summary>The API itself: all ids of an endpoint, then pages of 200, each kept as a file so that a cut import goes on behind the last one.</summary>
/// <param name="pages">The folder for the pages.</param>
internal sealed class NetworkSource(HttpClient client, string pages, Action<string> progress) : IApiSource
{
    public const string Address = "https://api.guildwars2.com";

    private const int PageIds = 200;
    private const int TriesMax = 5;

    /// <summary>Without a schema version professions have no code and no palettes.</summary>
    private const string Schema = "v=2022-03-23T19:00:00.000Z&lang=en";

    public string Identity => $"{client.BaseAddress}";

    public async Task FetchAsync(string endpoint, CancellationToken cancellation)
    {
        var folder = Path.Combine(pages, endpoint);
        Directory.CreateDirectory(folder);
        var list = Path.Combine(folder, "ids.json");
        if (!File.Exists(list)) await SaveAsync(list, await GetAsync($"v2/{endpoint}?{Schema}", cancellation), cancellation);
        using var ids = JsonDocument.Parse(await File.ReadAllBytesAsync(list, cancellation));
        var chunks = ids.RootElement.EnumerateArray().Select(id => id.ToString()).Chunk(PageIds).ToList();
        for (var page = 0; page < chunks.Count; page++)
        {
            var file = PageFile(folder, page);
            if (File.Exists(file)) continue;
            await SaveAsync(file, await GetAsync($"v2/{endpoint}?ids={string.Join(',', chunks[page])}&{Schema}", cancellation), cancellation);
            progress($"{endpoint}: page {page + 1} of {chunks.Count}");
        }
    }

    public IEnumerable<JsonElement> Read(string endpoint) =>
        Directory.EnumerateFiles(Path.Combine(pages, endpoint), "page*.json").Order(StringComparer.Ordinal).SelectMany(RecordedFiles.Read);

    public async Task<int?> BuildAsync(CancellationToken cancellation)
    {
        using var build = JsonDocument.Parse(await GetAsync("v2/build", cancellation));
        return build.RootElement.Whole("id");
    }

    private static string PageFile(string folder, int page) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"page{page:D5}.json"));

    /// <summary>A file is there whole or not at all.</summary>
    private static async Task SaveAsync(string file, byte[] content, CancellationToken cancellation)
    {
        await File.WriteAllBytesAsync(file + ".tmp", content, cancellation);
        File.Move(file + ".tmp", file, overwrite: true);
    }

    private async Task<byte[]> GetAsync(string path, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), cancellation);
            if (answer.IsSuccessStatusCode) return await answer.Content.ReadAsByteArrayAsync(cancellation);
            var passes = answer.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;
            var what = $"{path.Split('?')[0]} answered {(int)answer.StatusCode}";
            if (!passes || attempt == TriesMax) throw new HttpRequestException($"{what}.", inner: null, answer.StatusCode);
            var pause = answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(Math.Pow(2, attempt - 1));
            progress($"{what}, again in {pause.TotalSeconds:0} s");
            await Task.Delay(pause, cancellation);
        }
    }
}
