using GoLive.Reports;
using GoLive.Verbs;

namespace GoLive.Backups;

/// <summary><c>golive restore-test</c>: a backup is one only if it can be restored; so it is, into a scratch database that is always dropped.</summary>
internal sealed class RestoreTestVerb : Verb
{
    private readonly IBackupTarget target;
    private readonly Settings settings;
    private readonly string? chosen;
    private readonly BackupFolder folder;
    private readonly string scratch;
    private IDisposable? held;
    private BackupFile? backup;
    private BackupManifest? manifest;
    private bool isMade;

    /// <param name="chosen">Null: the newest.</param>
    /// <exception cref="UsageException">The scratch database would be the real one.</exception>
    public RestoreTestVerb(IBackupTarget target, BackupSettings backups, Settings settings, string? chosen)
    {
        this.target = target;
        this.settings = settings;
        this.chosen = chosen;
        folder = new BackupFolder(backups.Directory, target.Extension);
        scratch = target.TestScratch(backups.TestDatabase, folder);
    }

    public override IReadOnlyList<Step> Plan(Run run) =>
    [
        new("choose", $"{chosen ?? $"the newest backup in {folder.Path}"}, while no other restore test runs", _ => Task.FromResult(Choose())) { Stops = true },
        new("check", "compare size and checksum with the manifest, and read the whole copy with the engine's own tool", CheckAsync) { Stops = true },
        new("sweep", $"drop what restores that were killed left beside {target.Name}", SweepAsync),
        new("restore", $"restore it into {scratch}", RestoreAsync) { Stops = true },
        new("compare", "compare rows, migrations and content hash with the manifest", cancellation => CompareAsync(run, cancellation)),
        new("drop", $"drop {scratch}, whatever became of it", _ => DropAsync()) { Always = true },
        new OutcomeTeller("restore_test", Http, settings).Step(run),
    ];

    protected override ValueTask EndAsync()
    {
        held?.Dispose();
        return base.EndAsync();
    }

    private Finding Choose()
    {
        held = folder.Lock("restore-test");
        backup = chosen is not null ? new BackupFile(Path.GetFullPath(chosen)) : folder.Backups is [var newest, ..] ? newest : null;
        return backup is null ? Finding.Fail($"There is no backup in {folder.Path}.", "golive backup makes one; BACKUP_DIR says where.") : Finding.Pass(backup.Path);
    }

    private async Task<Finding> CheckAsync(CancellationToken cancellationToken)
    {
        manifest = await RestoreChecks.ReadAsync(backup!, target, cancellationToken);
        return Finding.Pass($"{manifest.Size} bytes, sha256 {manifest.Sha256}");
    }

    private async Task<Finding> SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var reserved = await target.TryReserveAsync(cancellationToken);
            return reserved is null ? Finding.Skip($"a restore of {target.Name} runs") : Finding.Pass(RestoreNames.Tell(await target.SweepAsync(cancellationToken)));
        }
        catch (Exception e) when (e is DirectoryNotFoundException or UnauthorizedAccessException)
        {
            // Whoever only tests backups need not get at the database.
            return Finding.Skip(e.Message);
        }
    }

    private async Task<Finding> RestoreAsync(CancellationToken cancellationToken)
    {
        isMade = true;
        await target.RestoreAsync(backup!.Path, scratch, cancellationToken);
        return Finding.Pass(scratch);
    }

    private async Task<Finding> CompareAsync(Run run, CancellationToken cancellationToken)
    {
        var contents = await RestoreChecks.CompareAsync(manifest!, target, scratch, cancellationToken);
        run.Kpis["restored_rows"] = contents.Rows;
        return Finding.Pass($"{contents.Rows} rows of {contents.Tables.Count} tables are equal, content hash {contents.Hash}");
    }

    private async Task<Finding> DropAsync()
    {
        if (!isMade)
        {
            return Finding.Pass("it was not made");
        }

        await target.DropAsync(scratch);
        return Finding.Pass(scratch);
    }
}
