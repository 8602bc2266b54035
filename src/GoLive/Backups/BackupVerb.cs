using GoLive.Reports;
using GoLive.Verbs;

namespace GoLive.Backups;

/// <summary><c>golive backup</c>: a copy of the live database, which has its name only once it was checked.</summary>
internal sealed class BackupVerb(IBackupTarget target, BackupSettings backups, Settings settings) : Verb
{
    private readonly BackupFolder folder = new(backups.Directory, target.Extension);
    private IDisposable? held;
    private BackupFile? backup;
    private string? aside;
    private Snapshot? snapshot;

    public override IReadOnlyList<Step> Plan(Run run) =>
    [
        new("lock", $"hold {folder.Path} against a second backup, and sweep what killed ones left there", _ => Task.FromResult(Lock())) { Stops = true },
        new("dump", $"copy {target.Location} as of one instant, and count and hash its rows as of the same", cancellation => DumpAsync(run, cancellation)) { Stops = true },
        new("check", "read the whole copy with the engine's own tool", CheckAsync) { Stops = true },
        new("keep", "write checksum and manifest, and give the copy its name", cancellation => KeepAsync(run, cancellation)) { Stops = true },
        .. backups.Bucket is { } bucket ? [new Step("upload", $"copy it and its manifest to s3://{bucket} by aws", cancellation => UploadAsync(bucket, cancellation))] : (Step[])[],
        new("retention", $"remove backups older than {backups.Retention.TotalDays} days, but never the last good one", RetainAsync),
        new("tidy", "remove what a failure left", _ => Task.FromResult(Tidy())) { Always = true },
        new OutcomeTeller("backup", Http, settings).Step(run),
    ];

    protected override ValueTask EndAsync()
    {
        held?.Dispose();
        return base.EndAsync();
    }

    private Finding Lock()
    {
        held = folder.Lock("backup");
        var swept = folder.Sweep();
        return Finding.Pass(swept.Count == 0 ? folder.Path : $"{folder.Path}; removed what a killed run left: {string.Join(", ", swept)}");
    }

    private async Task<Finding> DumpAsync(Run run, CancellationToken cancellationToken)
    {
        backup = folder.Next(settings.Time.GetUtcNow());
        aside = BackupFolder.CreateAside(backup.Path);
        snapshot = await target.DumpAsync(aside, cancellationToken);
        run.Kpis["backup_rows"] = snapshot.Contents.Rows;
        run.Kpis["backup_bytes"] = new FileInfo(aside).Length;
        return Finding.Pass($"{snapshot.Contents.Rows} rows of {snapshot.Contents.Tables.Count} tables as of {snapshot.TakenAt.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff} UTC, {new FileInfo(aside).Length} bytes");
    }

    private async Task<Finding> CheckAsync(CancellationToken cancellationToken)
    {
        if (new FileInfo(aside!).Length == 0)
        {
            return Finding.Fail("The copy is empty.");
        }

        await target.CheckAsync(aside!, cancellationToken);
        return Finding.Pass("it can be read to its end");
    }

    private async Task<Finding> KeepAsync(Run run, CancellationToken cancellationToken)
    {
        var manifest = new BackupManifest
        {
            File = backup!.Name,
            Engine = target.Engine,
            EngineVersion = snapshot!.Version,
            Database = target.Name,
            TakenAt = snapshot.TakenAt,
            Size = new FileInfo(aside!).Length,
            Sha256 = await BackupFile.HashOfAsync(aside!, cancellationToken),
            Tables = snapshot.Contents.Tables,
            Migrations = snapshot.Contents.Migrations,
            ContentHash = snapshot.Contents.Hash,
        };
        // The copy last: whatever has its name has its manifest.
        BackupFolder.Write(backup.ManifestPath, manifest.ToJson());
        BackupFolder.Write(backup.ChecksumPath, $"{manifest.Sha256}  {backup.Name}\n");
        BackupFolder.Publish(aside!, backup.Path);
        run.Folder.Write(Path.GetFileName(backup.ManifestPath), manifest.ToJson());
        return Finding.Pass($"{backup.Path}, sha256 {manifest.Sha256}");
    }

    private async Task<Finding> UploadAsync(string bucket, CancellationToken cancellationToken)
    {
        await new BackupUpload(bucket, settings.Variables).SendAsync(backup!, cancellationToken);
        return Finding.Pass($"s3://{bucket}/{backup!.Name}");
    }

    private async Task<Finding> RetainAsync(CancellationToken cancellationToken)
    {
        var removed = await folder.RetainAsync(backups.Retention, settings.Time.GetUtcNow(), cancellationToken);
        return Finding.Pass(removed.Count == 0 ? $"{folder.Backups.Count} kept" : $"{folder.Backups.Count} kept, removed {string.Join(", ", removed)}");
    }

    /// <summary>While the lock is held every leftover is this run's own.</summary>
    private Finding Tidy()
    {
        var swept = held is null ? [] : folder.Sweep();
        return Finding.Pass(swept.Count == 0 ? "nothing was left" : $"removed {string.Join(", ", swept)}");
    }
}
