using System.IO.Compression;
using System.Text.Json;

namespace Gw2Optimizer.Importer.Import;

/// <summary>
/// Answers of the API in files: <c>traits.json</c>, <c>items.jsonl</c>, <c>Legends.bulk.json</c>, each also with <c>.gz</c>. Elite Insights' names
/// (<c>TraitList</c>, <c>SkillList</c>, <c>SpecList</c>) are known.
/// </summary>
internal static class RecordedFiles
{
    /// <summary>What a catalogue is made of. Upgrade components are items, recorded apart.</summary>
    public static IReadOnlyList<string> Endpoints { get; } = ["professions", "specializations", "traits", "skills", "itemstats", "items"];

    private static readonly Dictionary<string, string> EndpointByStem = new(StringComparer.OrdinalIgnoreCase)
    {
        ["professions"] = "professions",
        ["specializations"] = "specializations",
        ["SpecList"] = "specializations",
        ["traits"] = "traits",
        ["TraitList"] = "traits",
        ["skills"] = "skills",
        ["SkillList"] = "skills",
        ["itemstats"] = "itemstats",
        ["items"] = "items",
        ["upgrade_components"] = "items",
    };

    /// <summary>Files of a folder that hold records of the endpoint, in the order of their names.</summary>
    public static IReadOnlyList<string> Of(string directory, string endpoint) =>
    [
        .. Directory.EnumerateFiles(directory)
            .Where(file => Endpoint(Path.GetFileName(file)) == endpoint)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Each record of the file. Streams: an items file has tens of thousands.</summary>
    /// <exception cref="InvalidDataException">It is cut, or no JSON; the message names the file.</exception>
    public static IEnumerable<JsonElement> Read(string file)
    {
        using var raw = File.OpenRead(file);
        using var stream = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : (Stream)raw;
        if (!Path.GetFileName(file).Contains(".jsonl", StringComparison.Ordinal))
        {
            using var whole = Parse(file, () => JsonDocument.Parse(stream));
            if (whole.RootElement.ValueKind != JsonValueKind.Array) throw new InvalidDataException($"{file} is no array of records.");
            foreach (var record in whole.RootElement.EnumerateArray()) yield return record;
            yield break;
        }
        using var reader = new StreamReader(stream);
        for (var line = reader.ReadLine(); line is not null; line = reader.ReadLine())
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            var text = line;
            using var record = Parse(file, () => JsonDocument.Parse(text));
            yield return record.RootElement;
        }
    }

    private static JsonDocument Parse(string file, Func<JsonDocument> parse)
    {
        try
        {
            return parse();
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"{file} is no JSON or is cut off: {broken.Message}", broken);
        }
    }

    private static string? Endpoint(string fileName)
    {
        var parts = fileName.Split('.');
        var kind = parts[^1] == "gz" ? parts.SkipLast(1).ToArray() : parts;
        var isRecords = kind is [_, "json" or "jsonl"] or [_, "bulk", "json"];
        return isRecords ? EndpointByStem.GetValueOrDefault(parts[0]) : null;
    }
}
