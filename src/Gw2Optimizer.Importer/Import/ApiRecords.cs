using System.Text.Json;

namespace Gw2Optimizer.Importer.Import;

/// <summary>The recorded answers of one endpoint by id, each with all its recordings, oldest first.</summary>
internal sealed class ApiRecords
{
    private readonly Dictionary<string, List<JsonElement>> versions = [];

    public int Count => versions.Count;

    /// <summary>The newest recording of each record, by id.</summary>
    public IEnumerable<JsonElement> Newest => Versions.Select(recordings => recordings[^1]);

    /// <summary>Numbers in order, then words in order.</summary>
    public IEnumerable<IReadOnlyList<JsonElement>> Versions => versions
        .OrderBy(pair => int.TryParse(pair.Key, out var id) ? id : int.MaxValue)
        .ThenBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => pair.Value);

    public void Add(JsonElement record)
    {
        var id = record.GetProperty("id").ToString();
        if (!versions.TryGetValue(id, out var recordings)) versions[id] = recordings = [];
        recordings.Add(record.Clone());
    }
}
