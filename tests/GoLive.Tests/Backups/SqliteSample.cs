using System.Data.Common;
using GameSessions.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace GoLive.Tests.Backups;

internal sealed class SqliteSample : Sample
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("golive-sqlite-");

    public string Path => System.IO.Path.Combine(folder.FullName, "gw2optimizer.db");

    public override string Url => $"sqlite:///{Path}";

    public override string Name => "gw2optimizer.db";

    public override string Extension => ".db";

    public override string EpochSql => "SELECT epoch FROM log_identity";

    public static async Task<Sample> CreateAsync()
    {
        var sample = new SqliteSample();
        await using var migrated = SqliteFile.Open(sample.Path, SqliteMigration.Sessions);
        return sample;
    }

    public override Task<IReadOnlyList<string>> OthersAsync() => Task.FromResult<IReadOnlyList<string>>(
        [.. folder.EnumerateFiles().Select(file => file.Name).Where(name => name != Name && !name.EndsWith("-wal", StringComparison.Ordinal) && !name.EndsWith("-shm", StringComparison.Ordinal))]);

    public override Task KillAsync()
    {
        File.WriteAllText(Path, "no database");
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    protected override DbConnection Connect() => new SqliteConnection($"Data Source={Path};Pooling=False");
}
