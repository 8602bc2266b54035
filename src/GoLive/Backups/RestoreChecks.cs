using GoLive.Probes;

namespace GoLive.Backups;

/// <summary>What must hold of a backup before and after it is restored.</summary>
internal static class RestoreChecks
{
    /// <exception cref="ProbeException">It is not whole, or not of this engine.</exception>
    public static async Task<BackupManifest> ReadAsync(BackupFile backup, IBackupTarget target, CancellationToken cancellationToken)
    {
        var manifest = await backup.VerifyAsync(cancellationToken);
        if (manifest.Engine != target.Engine)
        {
            throw ProbeException.Fail($"{backup.Name} is of {manifest.Engine}, and the database is of {target.Engine}.", "DATABASE_URL says which database is meant.");
        }

        await target.CheckAsync(backup.Path, cancellationToken);
        return manifest;
    }

    /// <exception cref="ProbeException">The scratch does not hold what the manifest says.</exception>
    public static async Task<Contents> CompareAsync(BackupManifest manifest, IBackupTarget target, string scratch, CancellationToken cancellationToken)
    {
        var contents = await target.ReadAsync(scratch, cancellationToken);
        var differences = manifest.Contents().DifferencesTo(contents);
        return differences.Count == 0 && contents.Hash == manifest.ContentHash
            ? contents
            : throw ProbeException.Fail($"What was restored is not what was backed up: {(differences.Count > 0 ? string.Join(", ", differences) : "the manifest contradicts itself")}.");
    }
}
