using System.Globalization;

namespace RealStores;

/// <summary>A PostgreSQL server on a free port of the loopback, with data of its own, that is gone with it. For one user at a time.</summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private const string Role = "postgres";

    private static readonly string[] ProgramFolders = ["/usr/lib/postgresql/15/bin", "/usr/lib/postgresql/16/bin", "/usr/lib/postgresql/17/bin"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("postgresql-");
    private readonly int port = Ports.Free();
    private readonly string settings;

    private PostgreSqlServer(string settings) => this.settings = settings;

    /// <summary>Whether the programs are installed here.</summary>
    public static bool IsInstalled => Programs is not null;

    /// <summary>The folder of initdb, pg_ctl, pgbench and the like.</summary>
    public static string? Programs { get; } = ProgramFolders.FirstOrDefault(Directory.Exists);

    public int Port => port;

    /// <summary>Where its data is.</summary>
    public string DataFolder => Path.Combine(folder.FullName, "data");

    /// <summary>For <c>DATABASE_URL</c>.</summary>
    public Uri Url(string database) => new($"postgres://{Role}@127.0.0.1:{port}/{database}");

    public string ConnectionString(string database) => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username={Role};Database={database}");

    /// <param name="settings">Lines of postgresql.conf, beside the usual ones; data is flushed as in production unless they say otherwise.</param>
    /// <exception cref="StoreFailedException">It is not installed, or does not start.</exception>
    public static async Task<PostgreSqlServer> StartAsync(params IEnumerable<string> settings)
    {
        var server = new PostgreSqlServer(string.Join('\n', settings));
        try
        {
            await server.InitializeAsync();
            await server.StartAgainAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it on the data that there is, after one of the stops.</summary>
    public Task StartAgainAsync() => ControlAsync("start", "-w", "-l", Path.Combine(folder.FullName, "log"));

    /// <summary>Every connection is cut; what is committed is there when it starts again.</summary>
    public Task StopAsync() => ControlAsync("stop", "-w", "-m", "fast");

    /// <summary>As a crash: it recovers from its log when it starts again.</summary>
    public Task CrashAsync() => ControlAsync("stop", "-w", "-m", "immediate");

    /// <summary>SIGSTOP: connections stay open, and nothing answers.</summary>
    public Task FreezeAsync() => SignalAsync("-STOP");

    public Task ThawAsync() => SignalAsync("-CONT");

    /// <param name="template">The database to begin as a copy of.</param>
    public Task CreateDatabaseAsync(string name, string template = "template1") => RunAsync("createdb", "-h", "127.0.0.1", "-p", $"{port}", "-U", Role, "-T", template, name);

    public async Task<bool> HasDatabaseAsync(string name) =>
        (await RunAsync("psql", "-h", "127.0.0.1", "-p", $"{port}", "-U", Role, "-Atc", "SELECT datname FROM pg_database")).Split('\n').Contains(name, StringComparer.Ordinal);

    public Task DropDatabaseAsync(string name) => RunAsync("dropdb", "-h", "127.0.0.1", "-p", $"{port}", "-U", Role, "--force", name);

    /// <summary>Runs one of its programs, such as pgbench or psql.</summary>
    public static Task<string> RunAsync(string program, params string[] arguments) => Tool.RunForPostgreSqlAsync(Path.Combine(Programs!, program), arguments);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await ThawAsync();
            await ControlAsync("stop", "-w", "-m", "immediate");
        }
        catch (StoreFailedException)
        {
            // It does not run.
        }

        folder.Delete(recursive: true);
    }

    private async Task InitializeAsync()
    {
        if (!IsInstalled)
        {
            throw new StoreFailedException("PostgreSQL is not installed: apt-get install postgresql");
        }

        await Tool.GiveToPostgreSqlAsync(folder.FullName);
        await RunAsync("initdb", "-D", DataFolder, "-U", Role, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        await File.AppendAllTextAsync(Path.Combine(DataFolder, "postgresql.conf"), $"\nlisten_addresses = '127.0.0.1'\nport = {port}\nunix_socket_directories = ''\nmax_connections = 200\n{settings}\n");
    }

    private Task<string> ControlAsync(params string[] arguments) => RunAsync("pg_ctl", ["-D", DataFolder, .. arguments]);

    private async Task SignalAsync(string signal)
    {
        var pids = Path.Combine(DataFolder, "postmaster.pid");
        if (!File.Exists(pids))
        {
            throw new StoreFailedException("PostgreSQL does not run.");
        }

        // The postmaster and every process that it made for a connection; one that ends by itself meanwhile needs no signal.
        var postmaster = File.ReadLines(pids).First().Trim();
        await Tool.RunAsync("sh", "-c", $"kill {signal} {postmaster}; for child in $(pgrep -P {postmaster}); do kill {signal} $child || true; done");
    }
}
