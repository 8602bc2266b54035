using GoLive.Probes;
using Microsoft.Data.Sqlite;

namespace GoLive.Backups;

/// <summary>A SQLite file, copied by SQLite's own online backup.</summary>
/// <param name="path">Absolute.</param>
internal sealed class SqliteTarget(string path) : IBackupTarget
{
    private const int BusyMilliseconds = 30_000;

    /// <summary>What SQLite keeps beside a file that is in use.</summary>
    private static readonly string[] Companions = ["-wal", "-shm", "-journal"];

    public string Engine => "sqlite";

    public string Extension => ".db";

    public string Name => Path.GetFileName(path);

    public string Location => path;

    public string TestScratch(string name, BackupFolder folder)
    {
        if (name != Path.GetFileName(name))
        {
            throw new UsageException($"BACKUP_TEST_DATABASE is {name}, which is no name of a file.");
        }

        var scratch = Path.GetFullPath(Path.Combine(folder.Path, $"{name}.db"));
        return scratch == path ? throw new UsageException($"BACKUP_TEST_DATABASE names {scratch}, which is the database in use.", "Name one that does not exist: it is made for the test, and removed.") : scratch;
    }

    public string Beside(string ending) => $"{path}.{ending}";

    public Task<Snapshot> DumpAsync(string file, CancellationToken cancellationToken)
    {
        using var source = Open(path);
        // A server that starts or ends locks its file for a moment; the online backup does not wait for that by itself.
        Execute(source, $"PRAGMA busy_timeout = {BusyMilliseconds}");
        var takenAt = DateTimeOffset.UtcNow;
        using var copy = Open(file);
        // All pages in one step, and so as of one instant; in WAL mode nobody who writes waits for it.
        source.BackupDatabase(copy);
        cancellationToken.ThrowIfCancellationRequested();
        // One file, without a WAL beside it.
        Execute(copy, "PRAGMA journal_mode = DELETE");
        return Task.FromResult(new Snapshot(copy.ServerVersion, takenAt, SqliteContents.Read(copy)));
    }

    public Task CheckAsync(string file, CancellationToken cancellationToken)
    {
        using var connection = Open(file, SqliteOpenMode.ReadOnly);
        if (Scalar(connection, "PRAGMA integrity_check(1)") is not "ok" and var damage)
        {
            throw ProbeException.Fail($"{Path.GetFileName(file)} is damaged: {damage}");
        }

        return Task.CompletedTask;
    }

    public async Task RestoreAsync(string file, string scratch, CancellationToken cancellationToken)
    {
        await DropAsync(scratch);
        File.Copy(file, scratch);
        await CheckAsync(scratch, cancellationToken);
    }

    public Task<Contents> ReadAsync(string scratch, CancellationToken cancellationToken)
    {
        using var connection = Open(scratch, SqliteOpenMode.ReadOnly);
        return Task.FromResult(SqliteContents.Read(connection));
    }

    public Task DropAsync(string scratch)
    {
        foreach (var file in Companions.Prepend("").Select(ending => scratch + ending))
        {
            File.Delete(file);
        }

        return Task.CompletedTask;
    }

    public Task<IAsyncDisposable?> TryReserveAsync(CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult<IAsyncDisposable?>(new FileStream(Beside("restoring.lock"), new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.DeleteOnClose }));
        }
        catch (IOException e) when (e.GetType() == typeof(IOException))
        {
            return Task.FromResult<IAsyncDisposable?>(null);
        }
    }

    /// <remarks>Nobody is connected to a file that only a restore opens.</remarks>
    public async Task<IReadOnlyList<string>> SweepAsync(CancellationToken cancellationToken)
    {
        List<string> leftovers = [.. Directory.EnumerateFiles(Path.GetDirectoryName(path)!).Where(file => file.StartsWith($"{path}.", StringComparison.Ordinal) && RestoreNames.IsFresh(file[(path.Length + 1)..]))];
        foreach (var leftover in leftovers)
        {
            await DropAsync(leftover);
        }

        return leftovers;
    }

    public Task RenewEpochAsync(string scratch, CancellationToken cancellationToken)
    {
        using var connection = Open(scratch);
        Execute(connection, "UPDATE log_identity SET epoch = lower(hex(randomblob(16)))");
        return Task.CompletedTask;
    }

    /// <remarks>Whoever has the file open keeps a lock on it, which the end of WAL mode has to wait for. A file that is damaged tells nothing.</remarks>
    public Task<IReadOnlyList<string>> UsersAsync(bool force, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return Task.FromResult<IReadOnlyList<string>>([]);
        }

        try
        {
            using var held = Hold();
            return Task.FromResult<IReadOnlyList<string>>([]);
        }
        catch (SqliteException e) when (IsBusy(e))
        {
            return Task.FromResult<IReadOnlyList<string>>(["another process has it open; nothing can end that from here, --force neither"]);
        }
        catch (SqliteException e)
        {
            return Task.FromResult<IReadOnlyList<string>>(force ? [] : [$"it cannot be told, since the file cannot be read ({e.Message}); --force takes it as unused"]);
        }
    }

    public async Task<bool> SwapAsync(string scratch, string keptAs, bool force, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Move(scratch, path);
            return false;
        }

        await LikeAsync(scratch, cancellationToken);
        using var held = TryHold(force);
        foreach (var ending in Companions.Where(ending => File.Exists(path + ending)))
        {
            File.Move(path + ending, keptAs + ending);
        }

        // A link and a rename: at no instant is there no database, of which a server would make an empty one.
        File.Replace(scratch, path, keptAs);
        return true;
    }

    private static bool IsBusy(SqliteException e) => e.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED;

    private static SqliteConnection Open(string file, SqliteOpenMode mode = SqliteOpenMode.ReadWrite)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Texts of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static string Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Texts of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (string)command.ExecuteScalar()!;
    }

    /// <summary>Nobody else opens the file, or reads or writes it, while this is held; all of it is in the one file then.</summary>
    private SqliteConnection Hold()
    {
        var connection = Open(path);
        try
        {
            connection.DefaultTimeout = 1;
            Execute(connection, "PRAGMA journal_mode = DELETE");
            Execute(connection, "BEGIN EXCLUSIVE");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <returns>Null where the file is damaged, so that it cannot be held.</returns>
    private SqliteConnection? TryHold(bool force)
    {
        try
        {
            return Hold();
        }
        catch (SqliteException e) when (force && !IsBusy(e))
        {
            return null;
        }
    }

    /// <summary>Rights, and for root the owner, as the file had them before: the server must be able to open it.</summary>
    private async Task LikeAsync(string scratch, CancellationToken cancellationToken)
    {
        File.SetUnixFileMode(scratch, File.GetUnixFileMode(path));
        if (Environment.IsPrivilegedProcess && await Tool.RunAsync("chown", [$"--reference={path}", scratch], cancellationToken) is { ExitCode: not 0 } refused)
        {
            throw ProbeException.Fail(refused.Errors.Trim());
        }
    }
}
