using System.Text.RegularExpressions;
using GoLive.Probes;

namespace GoLive.Backups;

/// <summary>Where backups are. Whatever else lies there is not touched. Files are their owner's alone, as with umask 077.</summary>
/// <param name="extension">Of one engine's copies; those of another are none of its business.</param>
internal sealed partial class BackupFolder(string path, string extension)
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;
    private const string Partial = ".partial";

    public string Path => path;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<BackupFile> Backups =>
    [
        .. Names().Where(name => BackupName().IsMatch(name) && name.EndsWith(extension, StringComparison.Ordinal))
            .OrderDescending(StringComparer.Ordinal).Select(name => new BackupFile(System.IO.Path.Combine(path, name))),
    ];

    /// <summary>Makes the folder where it is missing, and holds it against others of this kind until disposed or until the process ends, however it ends.</summary>
    /// <exception cref="ProbeException">Another one holds it.</exception>
    public IDisposable Lock(string what)
    {
        Directory.CreateDirectory(path, OwnerFolder);
        var file = System.IO.Path.Combine(path, $".{what}.lock");
        try
        {
            return new FileStream(file, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, UnixCreateMode = OwnerFile });
        }
        catch (IOException e) when (e.GetType() == typeof(IOException))
        {
            throw ProbeException.Fail($"Another {what} runs in {path}: {e.Message}", "Wait for it; the lock goes with its process.");
        }
    }

    /// <summary>A name that nobody has: of this second, or of the next that is free.</summary>
    public BackupFile Next(DateTimeOffset now)
    {
        for (; ; now += TimeSpan.FromSeconds(1))
        {
            var file = new BackupFile(System.IO.Path.Combine(path, $"backup_{now.UtcDateTime.ToString(BackupFile.StampFormat)}{extension}"));
            if (!File.Exists(file.Path))
            {
                return file;
            }
        }
    }

    /// <summary>An empty file beside <paramref name="target"/>, to be renamed to it by <see cref="Publish"/>.</summary>
    public static string CreateAside(string target)
    {
        var aside = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(target)!, $".{System.IO.Path.GetFileName(target)}{Partial}");
        using var created = new FileStream(aside, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = OwnerFile });
        return aside;
    }

    /// <summary>Gives a file its name once all of it is on the disk.</summary>
    public static void Publish(string aside, string target)
    {
        using (var file = new FileStream(aside, FileMode.Open, FileAccess.ReadWrite))
        {
            file.Flush(flushToDisk: true);
        }

        File.Move(aside, target);
    }

    public static void Write(string target, string text)
    {
        var aside = CreateAside(target);
        File.WriteAllText(aside, text);
        Publish(aside, target);
    }

    /// <summary>Removes what runs that were killed left behind; for whoever holds the lock.</summary>
    /// <returns>Their names.</returns>
    public IReadOnlyList<string> Sweep()
    {
        var names = Names().ToHashSet(StringComparer.Ordinal);
        List<string> leftovers = [.. names.Where(name => LeftoverName().IsMatch(name) || (CompanionName().Match(name) is { Success: true } companion && !names.Contains($"{companion.Groups["stem"]}.dump") && !names.Contains($"{companion.Groups["stem"]}.db")))];
        foreach (var name in leftovers)
        {
            File.Delete(System.IO.Path.Combine(path, name));
        }

        return leftovers;
    }

    /// <summary>Removes what is older than <paramref name="age"/>, but for the newest that is good.</summary>
    /// <returns>The names of what was removed.</returns>
    public async Task<IReadOnlyList<string>> RetainAsync(TimeSpan age, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var removed = new List<string>();
        var isKept = false;
        foreach (var backup in Backups)
        {
            // Once a good one is kept, an older one need not be read.
            var isLastGood = !isKept && await backup.IsGoodAsync(cancellationToken);
            isKept |= isLastGood;
            if (!isLastGood && now - backup.StampedAt > age)
            {
                backup.Delete();
                removed.Add(backup.Name);
            }
        }

        return removed;
    }

    private IEnumerable<string> Names() => Directory.Exists(path) ? Directory.EnumerateFiles(path).Select(file => System.IO.Path.GetFileName(file)) : [];

    [GeneratedRegex(@"^backup_[0-9]{8}_[0-9]{6}\.(dump|db)\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BackupName();

    [GeneratedRegex(@"^\.backup_[0-9]{8}_[0-9]{6}\.(dump|db|json|dump\.sha256|db\.sha256)\.partial(-journal|-wal|-shm)?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LeftoverName();

    [GeneratedRegex(@"^(?<stem>backup_[0-9]{8}_[0-9]{6})\.(json|dump\.sha256|db\.sha256)\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CompanionName();
}
