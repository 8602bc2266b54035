using System.Globalization;
using System.Security.Cryptography;
using GoLive.Probes;

namespace GoLive.Backups;

/// <summary>One backup: the copy, and beside it its manifest and its checksum.</summary>
internal sealed record BackupFile(string Path)
{
    public const string StampFormat = "yyyyMMdd_HHmmss";

    public string Name => System.IO.Path.GetFileName(Path);

    public string ManifestPath => System.IO.Path.ChangeExtension(Path, ".json");

    /// <summary>As <c>sha256sum -c</c> reads it.</summary>
    public string ChecksumPath => $"{Path}.sha256";

    /// <summary>What its name says.</summary>
    public DateTimeOffset StampedAt => DateTimeOffset.ParseExact(System.IO.Path.GetFileNameWithoutExtension(Path)["backup_".Length..], StampFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static async Task<string> HashOfAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }

    /// <summary>Reads all of it.</summary>
    /// <exception cref="ProbeException">It is not what its manifest says.</exception>
    public async Task<BackupManifest> VerifyAsync(CancellationToken cancellationToken)
    {
        var file = new FileInfo(Path);
        if (!file.Exists)
        {
            throw ProbeException.Fail($"There is no {Path}.");
        }

        if (file.Length == 0)
        {
            throw ProbeException.Fail($"{Name} is empty.");
        }

        var manifest = BackupManifest.Read(ManifestPath);
        if (file.Length != manifest.Size)
        {
            throw ProbeException.Fail($"{Name} has {file.Length} bytes of {manifest.Size}.");
        }

        return await HashOfAsync(Path, cancellationToken) == manifest.Sha256
            ? manifest
            : throw ProbeException.Fail($"{Name} is corrupt: its checksum is not the one of its manifest.");
    }

    public async Task<bool> IsGoodAsync(CancellationToken cancellationToken)
    {
        try
        {
            await VerifyAsync(cancellationToken);
            return true;
        }
        catch (ProbeException)
        {
            return false;
        }
    }

    public void Delete()
    {
        // The copy first: one without a manifest would be a backup that nobody can trust.
        File.Delete(Path);
        File.Delete(ChecksumPath);
        File.Delete(ManifestPath);
    }
}
