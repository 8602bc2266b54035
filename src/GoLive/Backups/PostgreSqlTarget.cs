using System.Data;
using Dapper;
using GoLive.Probes;
using Npgsql;

namespace GoLive.Backups;

/// <summary>A PostgreSQL database, copied by pg_dump and restored by pg_restore.</summary>
/// <param name="server">Where it is, and how to get in.</param>
internal sealed class PostgreSqlTarget(NpgsqlConnectionStringBuilder server, string location) : IBackupTarget
{
    /// <summary>Where databases are made, renamed and dropped from: every server has it.</summary>
    private const string Maintenance = "postgres";

    /// <summary>How a scratch is told from somebody's own database, which is never dropped.</summary>
    private const string Mark = "golive: a scratch database, to be dropped";

    /// <summary>PostgreSQL cuts what is longer.</summary>
    private const int NameBytesMax = 63;

    private readonly PostgreSqlTools tools = new(server);

    public string Engine => "postgresql";

    public string Extension => ".dump";

    public string Name => server.Database!;

    public string Location => location;

    public string TestScratch(string name, BackupFolder folder) => name == Name || name == Maintenance
        ? throw new UsageException($"BACKUP_TEST_DATABASE is {name}, which is a database in use.", "Name one that does not exist: it is made for the test, and dropped.")
        : Fitting(name);

    public string Beside(string ending) => Fitting($"{Name}_{ending}");

    public async Task<Snapshot> DumpAsync(string file, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(Name, cancellationToken);
        // pg_dump and the counting see what this transaction sees, so the manifest holds for the copy however much is written meanwhile.
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("SET LOCAL idle_in_transaction_session_timeout = 0", transaction: transaction, cancellationToken: cancellationToken));
        var snapshot = await connection.QuerySingleAsync<(string Id, DateTime At)>(new CommandDefinition("SELECT pg_export_snapshot(), now()", transaction: transaction, cancellationToken: cancellationToken));
        await tools.RunAsync("pg_dump", Name, ["--format=custom", "--no-password", $"--snapshot={snapshot.Id}", $"--file={file}"], cancellationToken);
        return new Snapshot(connection.PostgreSqlVersion.ToString(), new DateTimeOffset(snapshot.At), await PostgreSqlContents.ReadAsync(transaction, cancellationToken));
    }

    /// <remarks>The list of what an archive holds stands at its beginning; making SQL of all of it also finds an end that is missing.</remarks>
    public Task CheckAsync(string file, CancellationToken cancellationToken) => tools.RunAsync("pg_restore", Name, ["--file=/dev/null", file], cancellationToken);

    public async Task RestoreAsync(string file, string scratch, CancellationToken cancellationToken)
    {
        await using (var connection = await OpenAsync(Maintenance, cancellationToken))
        {
            await DropAsync(connection, scratch);
            await CreateAsync(connection, scratch);
        }

        await tools.RunAsync("pg_restore", scratch, ["--no-password", "--no-owner", "--exit-on-error", $"--dbname={scratch}", file], cancellationToken);
    }

    public async Task<Contents> ReadAsync(string scratch, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(scratch, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        return await PostgreSqlContents.ReadAsync(transaction, cancellationToken);
    }

    public async Task DropAsync(string scratch)
    {
        await using var connection = await OpenAsync(Maintenance, CancellationToken.None);
        await DropAsync(connection, scratch);
    }

    /// <remarks>A lock of a session: the server frees it when the connection ends.</remarks>
    public async Task<IAsyncDisposable?> TryReserveAsync(CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(Maintenance, cancellationToken);
        if (await connection.ExecuteScalarAsync<bool>("SELECT pg_try_advisory_lock(hashtextextended(@what, 0))", new { what = $"golive restore {Name}" }))
        {
            return connection;
        }

        await connection.DisposeAsync();
        return null;
    }

    public async Task<IReadOnlyList<string>> SweepAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(Maintenance, cancellationToken);
        var unused = await connection.QueryAsync<string>(
            """
            SELECT datname FROM pg_database AS one
            WHERE shobj_description(oid, 'pg_database') = @Mark AND pg_has_role(datdba, 'USAGE') AND NOT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datid = one.oid)
            """,
            new { Mark });
        List<string> leftovers = [.. unused.Where(name => name.StartsWith($"{Name}_", StringComparison.Ordinal) && RestoreNames.IsFresh(name[(Name.Length + 1)..]))];
        foreach (var leftover in leftovers)
        {
            await RunAsync(connection, $"DROP DATABASE IF EXISTS {Quote(leftover)}");
        }

        return leftovers;
    }

    public async Task RenewEpochAsync(string scratch, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(scratch, cancellationToken);
        await connection.ExecuteAsync("UPDATE log_identity SET secret = DEFAULT");
    }

    public async Task<IReadOnlyList<string>> UsersAsync(bool force, CancellationToken cancellationToken)
    {
        if (force)
        {
            return [];
        }

        await using var connection = await OpenAsync(Maintenance, cancellationToken);
        var users = await connection.QueryAsync<string>(
            """
            SELECT concat_ws(' ', usename, coalesce('from ' || host(client_addr), 'from this machine'), nullif('(' || coalesce(application_name, '') || ')', '()'), count(*) || ' times')
            FROM pg_stat_activity WHERE datname = @Name AND coalesce(backend_type, 'client backend') = 'client backend'
            GROUP BY usename, client_addr, application_name
            """,
            new { Name });
        return [.. users];
    }

    public async Task<bool> SwapAsync(string scratch, string keptAs, bool force, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(Maintenance, cancellationToken);
        var exists = await ExistsAsync(connection, Name);
        if (exists && force)
        {
            // Or a server would be back before the rename.
            await RunAsync(connection, $"ALTER DATABASE {Quote(Name)} WITH ALLOW_CONNECTIONS false");
            await connection.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = @Name", new { Name });
        }

        var before = Name;
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            if (exists)
            {
                await RunAsync(connection, $"ALTER DATABASE {Quote(Name)} RENAME TO {Quote(keptAs)}");
            }

            await RunAsync(connection, $"COMMENT ON DATABASE {Quote(scratch)} IS NULL; ALTER DATABASE {Quote(scratch)} RENAME TO {Quote(Name)}");
            await transaction.CommitAsync(CancellationToken.None);
            before = keptAs;
        }
        finally
        {
            if (exists && force)
            {
                await RunAsync(connection, $"ALTER DATABASE {Quote(before)} WITH ALLOW_CONNECTIONS true");
            }
        }

        return exists;
    }

    private static string Quote(string name) => PostgreSqlContents.Quote(name);

    private static string Fitting(string name) => System.Text.Encoding.UTF8.GetByteCount(name) <= NameBytesMax
        ? name
        : throw new UsageException($"A database would be called {name}, which is longer than PostgreSQL allows.");

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string name) =>
        await connection.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = @name)", new { name });

    private static Task<int> RunAsync(NpgsqlConnection connection, string sql) => connection.ExecuteAsync(new CommandDefinition(sql, commandTimeout: 0));

    private async Task<NpgsqlConnection> OpenAsync(string database, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server.ToString()) { Database = database, Pooling = false, ApplicationName = "golive" }.ToString());
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>As the real one is, where there is one: how text is sorted is for ever.</summary>
    private async Task CreateAsync(NpgsqlConnection connection, string scratch)
    {
        var like = await connection.QuerySingleOrDefaultAsync<(string Encoding, string Collate, string Type)?>(
            "SELECT pg_encoding_to_char(encoding), datcollate, datctype FROM pg_database WHERE datname = @Name", new { Name });
        var locale = like is { } known ? $"ENCODING {Text(known.Encoding)} LC_COLLATE {Text(known.Collate)} LC_CTYPE {Text(known.Type)}" : "ENCODING 'UTF8'";
        try
        {
            await RunAsync(connection, $"CREATE DATABASE {Quote(scratch)} TEMPLATE template0 {locale}");
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InsufficientPrivilege)
        {
            throw ProbeException.Fail(e.MessageText, $"ALTER ROLE {server.Username} CREATEDB lets it.");
        }

        await RunAsync(connection, $"COMMENT ON DATABASE {Quote(scratch)} IS {Text(Mark)}");

        static string Text(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    private static async Task DropAsync(NpgsqlConnection connection, string scratch)
    {
        if (!await ExistsAsync(connection, scratch))
        {
            return;
        }

        if (await connection.ExecuteScalarAsync<string?>("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = @scratch", new { scratch }) != Mark)
        {
            throw ProbeException.Fail($"There is a database {scratch} that golive has not made.", "Drop it by hand, or name another one in BACKUP_TEST_DATABASE.");
        }

        await RunAsync(connection, $"DROP DATABASE {Quote(scratch)} WITH (FORCE)");
    }
}
