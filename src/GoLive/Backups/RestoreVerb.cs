using GoLive.Reports;
using GoLive.Verbs;

namespace GoLive.Backups;

/// <summary><c>golive restore FILE</c>: restores beside the database, and only what was found equal takes its place; the one before is kept.</summary>
internal sealed class RestoreVerb : Verb
{
    private readonly IBackupTarget target;
    private readonly BackupFile backup;
    private readonly string? confirmed;
    private readonly bool force;
    private readonly string fresh;
    private readonly string keptAs;
    private BackupManifest? manifest;
    private IAsyncDisposable? reserved;
    private bool isMade;

    /// <param name="confirmed">The database's name, where the operator said it already.</param>
    /// <exception cref="UsageException">What was confirmed is another database.</exception>
    public RestoreVerb(IBackupTarget target, Settings settings, string file, string? confirmed, bool force)
    {
        this.target = target;
        this.confirmed = confirmed;
        this.force = force;
        backup = new BackupFile(Path.GetFullPath(file));
        var now = settings.Time.GetUtcNow();
        fresh = target.Beside(RestoreNames.Fresh(now));
        keptAs = target.Beside(RestoreNames.Kept(now));
        if (confirmed is not null && confirmed != target.Name)
        {
            throw new UsageException($"--confirm says {confirmed}, and the database is {target.Name} ({target.Location}).");
        }
    }

    public override IReadOnlyList<Step> Plan(Run run) =>
    [
        new("confirm", $"have the name {target.Name} typed", cancellation => ConfirmAsync(run, cancellation)) { Stops = true, Asks = true },
        new("check", $"compare size and checksum of {backup.Path} with its manifest, and read all of it", CheckAsync) { Stops = true },
        new("unused", force ? $"end the connections of others to {target.Location} (--force)" : $"see that nobody is connected to {target.Location}", SeeUnusedAsync) { Stops = true },
        new("sweep", "drop what restores that were killed left beside it, while no other runs", SweepAsync) { Stops = true },
        new("restore", $"restore it into {fresh}", RestoreAsync) { Stops = true },
        new("compare", "compare rows, migrations and content hash with the manifest", CompareAsync) { Stops = true },
        new("epoch", "renew the epoch of the event log, so that clients which are ahead of it are told", RenewEpochAsync) { Stops = true },
        new("swap", $"keep {target.Name} as {keptAs}, and put what was restored in its place", cancellation => SwapAsync(run, cancellation)) { Stops = true },
        new("tidy", "drop what did not get there", _ => TidyAsync()) { Always = true },
    ];

    protected override async ValueTask EndAsync()
    {
        if (reserved is not null)
        {
            await reserved.DisposeAsync();
        }
    }

    private async Task<Finding> ConfirmAsync(Run run, CancellationToken cancellationToken)
    {
        if (confirmed is null)
        {
            run.View.Say($"This replaces the database {target.Name} ({target.Location}) by {backup.Path}. Type the name of the database to go on:");
            // Reading a console cannot be cancelled; whoever interrupts need not wait for a line.
            var typed = await Task.Run(Console.In.ReadLine, CancellationToken.None).WaitAsync(cancellationToken);
            if (typed?.Trim() != target.Name)
            {
                return Finding.Fail("That is not its name; nothing was changed.");
            }
        }

        return Finding.Pass(target.Name);
    }

    private async Task<Finding> CheckAsync(CancellationToken cancellationToken)
    {
        manifest = await RestoreChecks.ReadAsync(backup, target, cancellationToken);
        return Finding.Pass($"of {manifest.TakenAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, {manifest.Size} bytes, sha256 {manifest.Sha256}");
    }

    private async Task<Finding> SeeUnusedAsync(CancellationToken cancellationToken)
    {
        var users = await target.UsersAsync(force, cancellationToken);
        return users.Count == 0
            ? Finding.Pass(force ? "connections of others will be ended" : "nobody is connected")
            : Finding.Fail($"{target.Location} is in use: {string.Join("; ", users)}.", "Stop the servers first; what they write from now on would be lost with the database. --force ends their connections.");
    }

    private async Task<Finding> SweepAsync(CancellationToken cancellationToken)
    {
        reserved = await target.TryReserveAsync(cancellationToken);
        return reserved is null ? Finding.Fail($"Another restore of {target.Name} runs.", "Wait for it.") : Finding.Pass(RestoreNames.Tell(await target.SweepAsync(cancellationToken)));
    }

    private async Task<Finding> RestoreAsync(CancellationToken cancellationToken)
    {
        isMade = true;
        await target.RestoreAsync(backup.Path, fresh, cancellationToken);
        return Finding.Pass(fresh);
    }

    private async Task<Finding> CompareAsync(CancellationToken cancellationToken)
    {
        var contents = await RestoreChecks.CompareAsync(manifest!, target, fresh, cancellationToken);
        return Finding.Pass($"{contents.Rows} rows of {contents.Tables.Count} tables are equal, content hash {contents.Hash}");
    }

    private async Task<Finding> RenewEpochAsync(CancellationToken cancellationToken)
    {
        await target.RenewEpochAsync(fresh, cancellationToken);
        return Finding.Pass("the log is another log: clients ahead of it are told forked");
    }

    private async Task<Finding> SwapAsync(Run run, CancellationToken cancellationToken)
    {
        var hadOne = await target.SwapAsync(fresh, keptAs, force, cancellationToken);
        isMade = false;
        var kept = hadOne ? $"the one before is kept as {keptAs}; remove it once it is not needed" : "there was none before";
        run.Notes.Add($"{target.Location} was restored from {backup.Path}; {kept}.");
        return Finding.Pass($"{target.Location}; {kept}");
    }

    private async Task<Finding> TidyAsync()
    {
        if (!isMade)
        {
            return Finding.Pass("nothing was left");
        }

        await target.DropAsync(fresh);
        return Finding.Pass($"dropped {fresh}; {target.Location} is as it was");
    }
}
