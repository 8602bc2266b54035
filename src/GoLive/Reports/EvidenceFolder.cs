using System.Globalization;
using System.Text.Json;

namespace GoLive.Reports;

/// <summary>The folder of one run. Files go in while it runs; <see cref="Seal"/> writes the manifest, after which nothing may change.</summary>
internal sealed class EvidenceFolder
{
    public const string ReportFile = "report.json";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private EvidenceFolder(string path) => Path = path;

    /// <summary>Of a run that only plans.</summary>
    public static EvidenceFolder None { get; } = new("");

    public string Path { get; }

    public string Name => System.IO.Path.GetFileName(Path);

    public IReadOnlyList<string> Files => [.. Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories).Select(file => System.IO.Path.GetRelativePath(Path, file)).Order(StringComparer.Ordinal)];

    /// <param name="root">Where the folders of all runs are.</param>
    /// <exception cref="UsageException">Nothing can be written there.</exception>
    public static EvidenceFolder Create(string root, string verb, DateTimeOffset now)
    {
        try
        {
            return Make(root, verb, now);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"Evidence cannot be kept: {e.Message}", "--evidence names another folder.");
        }
    }

    private static EvidenceFolder Make(string root, string verb, DateTimeOffset now)
    {
        var stem = string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:yyyyMMdd'T'HHmmssfff'Z'}-{verb}");
        Directory.CreateDirectory(root);
        for (var copy = 1; ; copy++)
        {
            var path = System.IO.Path.Combine(root, copy == 1 ? stem : $"{stem}-{copy}");
            if (!Directory.Exists(path))
            {
                Directory.CreateDirectory(path);
                if (!OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(path, OwnerOnly);
                }

                return new EvidenceFolder(path);
            }
        }
    }

    public void Write(string file, string text)
    {
        var path = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public void Write(Report report) => Write(ReportFile, JsonSerializer.Serialize(report, EvidenceJson.Options));

    public void Seal() => Manifest.Of(Path).Write(Path);
}
