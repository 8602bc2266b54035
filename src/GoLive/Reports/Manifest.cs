using System.Security.Cryptography;
using System.Text.Json;

namespace GoLive.Reports;

/// <summary>The SHA-256 of every file of a run, so that what was signed can be told from what is there now.</summary>
internal sealed record Manifest(IReadOnlyDictionary<string, string> Files)
{
    public const string File = "manifest.json";

    /// <summary>Of what lies in a folder, but for the manifest and its signatures.</summary>
    public static Manifest Of(string folder) => new(new SortedDictionary<string, string>(
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Where(file => file != File && !file.StartsWith(Signature.FilePrefix, StringComparison.Ordinal))
            .ToDictionary(file => file, file => HashOf(Path.Combine(folder, file))),
        StringComparer.Ordinal));

    /// <exception cref="UsageException">It is not there, or is no manifest.</exception>
    public static Manifest Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize<Manifest>(System.IO.File.ReadAllText(Path.Combine(folder, File)), EvidenceJson.Options) ?? throw new JsonException("It is empty.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new UsageException($"{folder} has no manifest: {e.Message}", "Evidence without a manifest proves nothing: run the verb again.");
        }
    }

    public void Write(string folder) => System.IO.File.WriteAllText(Path.Combine(folder, File), JsonSerializer.Serialize(this, EvidenceJson.Options));

    /// <summary>What was changed, added or taken away since; empty where all is as it was.</summary>
    public IReadOnlyList<string> Differences(string folder)
    {
        var now = Of(folder).Files;
        return [.. Files.Keys.Union(now.Keys).Where(file => Files.GetValueOrDefault(file) != now.GetValueOrDefault(file)).Order(StringComparer.Ordinal)];
    }

    /// <summary>What a signature signs: the manifest's own bytes.</summary>
    public static byte[] Bytes(string folder) => System.IO.File.ReadAllBytes(Path.Combine(folder, File));

    private static string HashOf(string file)
    {
        using var stream = System.IO.File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
