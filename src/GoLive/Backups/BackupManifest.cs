using System.Text.Json;
using GoLive.Probes;
using GoLive.Reports;

namespace GoLive.Backups;

/// <summary>What a backup says of itself, beside it as <c>backup_YYYYmmdd_HHMMSS.json</c>.</summary>
internal sealed record BackupManifest
{
    /// <summary>The copy's name.</summary>
    public required string File { get; init; }

    /// <summary>postgresql or sqlite.</summary>
    public required string Engine { get; init; }

    public required string EngineVersion { get; init; }

    public required string Database { get; init; }

    /// <summary>When what it holds was true.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    public required string Sha256 { get; init; }

    /// <summary>Rows and their hash, by table.</summary>
    public required SortedDictionary<string, TableContents> Tables { get; init; }

    /// <summary>The newest migration of each owner.</summary>
    public required SortedDictionary<string, int> Migrations { get; init; }

    /// <summary>Over all tables.</summary>
    public required string ContentHash { get; init; }

    public Contents Contents() => new(Tables, Migrations);

    public string ToJson() => JsonSerializer.Serialize(this, EvidenceJson.Options);

    /// <exception cref="ProbeException">It is not there, or is no manifest.</exception>
    public static BackupManifest Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<BackupManifest>(System.IO.File.ReadAllText(path), EvidenceJson.Options) ?? throw new JsonException("It is empty.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw ProbeException.Fail($"The manifest {path} cannot be read: {e.Message}", "Without its manifest nobody can tell whether a backup is whole.");
        }
    }
}
