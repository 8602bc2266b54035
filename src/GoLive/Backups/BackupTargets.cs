using Gw2Optimizer.Server.Configuration;
using Npgsql;

namespace GoLive.Backups;

/// <summary>Which database: what the server would use, by the same variables.</summary>
internal static class BackupTargets
{
    private const string SqlitePrefix = "sqlite:///";
    private const string DefaultFile = "gw2optimizer.db";
    private const string DefaultFolder = "./data";

    /// <exception cref="UsageException">DATABASE_URL cannot be understood.</exception>
    public static IBackupTarget Of(IReadOnlyDictionary<string, string> variables)
    {
        var url = variables.GetValueOrDefault("DATABASE_URL");
        if (string.IsNullOrWhiteSpace(url))
        {
            return new SqliteTarget(Path.GetFullPath(Path.Combine(variables.GetValueOrDefault("DATA_DIR") is { Length: > 0 } folder ? folder : DefaultFolder, DefaultFile)));
        }

        if (url.StartsWith(SqlitePrefix, StringComparison.Ordinal) && url.Length > SqlitePrefix.Length)
        {
            return new SqliteTarget(Path.GetFullPath(url[SqlitePrefix.Length..]));
        }

        // It may hold a password, so no message repeats it.
        if (!PostgreSqlUrl.Is(url))
        {
            throw new UsageException($"DATABASE_URL must be {PostgreSqlUrl.Form} or {SqlitePrefix}PATH.");
        }

        var (target, fault) = PostgreSqlUrl.Read(url);
        return target is { } found ? new PostgreSqlTarget(new NpgsqlConnectionStringBuilder(found.ConnectionString), found.Location) : throw new UsageException($"DATABASE_URL {fault}.");
    }
}
