using GoLive.Probes;

namespace GoLive.Backups;

/// <summary>A database that can be copied into a file, and a file that can be made a database again. What a database or its tools refuse is a <see cref="ProbeException"/>.</summary>
/// <remarks>A scratch is a database beside the real one: a name on the same server, or the path of a file.</remarks>
internal interface IBackupTarget
{
    /// <summary>As manifests call it.</summary>
    string Engine { get; }

    /// <summary>Of copies, with its dot.</summary>
    string Extension { get; }

    /// <summary>What an operator types to confirm.</summary>
    string Name { get; }

    /// <summary>For people; without any password.</summary>
    string Location { get; }

    /// <summary>What restoring tests restore into.</summary>
    /// <param name="name">What BACKUP_TEST_DATABASE says.</param>
    /// <exception cref="UsageException">It is the real one, or no name for one.</exception>
    string TestScratch(string name, BackupFolder folder);

    /// <summary>Something beside the real one, with this ending.</summary>
    /// <exception cref="UsageException">Its name would be too long.</exception>
    string Beside(string ending);

    /// <summary>Copies the database as it is at one instant, while others write to it, and tells what it held then.</summary>
    /// <param name="file">Exists, and is empty.</param>
    Task<Snapshot> DumpAsync(string file, CancellationToken cancellationToken);

    /// <summary>Reads a whole copy as its own tool reads it.</summary>
    Task CheckAsync(string file, CancellationToken cancellationToken);

    /// <summary>Makes the scratch, in place of one that an earlier run left.</summary>
    Task RestoreAsync(string file, string scratch, CancellationToken cancellationToken);

    Task<Contents> ReadAsync(string scratch, CancellationToken cancellationToken);

    Task DropAsync(string scratch);

    /// <summary>Keeps other restores of this database away until disposed of, or until the process ends, however it ends.</summary>
    /// <returns>Null where one runs.</returns>
    Task<IAsyncDisposable?> TryReserveAsync(CancellationToken cancellationToken);

    /// <summary>Drops what restores that were killed left beside the database, but for what somebody is connected to; for whoever has reserved it.</summary>
    /// <returns>What was dropped.</returns>
    Task<IReadOnlyList<string>> SweepAsync(CancellationToken cancellationToken);

    /// <summary>Makes the log of events another log; see docs/decisions/005-a-restored-log-is-another-log.md.</summary>
    Task RenewEpochAsync(string scratch, CancellationToken cancellationToken);

    /// <summary>Whoever is connected to the real database; empty where nobody is, or where there is none.</summary>
    /// <param name="force">Nobody matters whom <see cref="SwapAsync"/> can end, and what cannot be told.</param>
    Task<IReadOnlyList<string>> UsersAsync(bool force, CancellationToken cancellationToken);

    /// <summary>Makes the scratch the real database at once, and keeps the one before.</summary>
    /// <param name="keptAs">Where the one before goes; see <see cref="Beside"/>.</param>
    /// <param name="force">End the connections of others.</param>
    /// <returns>Whether there was one before.</returns>
    Task<bool> SwapAsync(string scratch, string keptAs, bool force, CancellationToken cancellationToken);
}

/// <summary>What a copy was made of.</summary>
/// <param name="Version">The engine's.</param>
internal sealed record Snapshot(string Version, DateTimeOffset TakenAt, Contents Contents);
