using System.Text.Json;

namespace GoLive.Reports;

/// <summary>A run of the past.</summary>
internal sealed record PastRun(string Folder, Report Report)
{
    /// <summary>Empty too where its files were changed after it.</summary>
    public IReadOnlyList<Signature> Signatures => Signature.ReadValid(Folder);
}

/// <summary>What was run so far, oldest first: the state between verbs.</summary>
internal static class Runs
{
    public static IReadOnlyList<PastRun> Read(string root) => Directory.Exists(root)
        ? [.. Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal).Select(ReadOne).OfType<PastRun>().OrderBy(run => run.Report.StartedAt)]
        : [];

    /// <summary>A folder without a report is a run that was cut off, which proves nothing.</summary>
    private static PastRun? ReadOne(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize<Report>(File.ReadAllText(Path.Combine(folder, EvidenceFolder.ReportFile)), EvidenceJson.Options) is { } report && File.Exists(Path.Combine(folder, Manifest.File))
                ? new PastRun(folder, report)
                : null;
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }
}
