namespace Gw2Optimizer.Server.Configuration;

/// <summary>Where the data lives, as <c>DATABASE_URL</c> says it.</summary>
internal static class DatabaseTarget
{
    private const string SqlitePrefix = "sqlite:///";
    private const string DefaultFileName = "gw2optimizer.db";

    private static readonly string[] PostgreSqlPrefixes = ["postgres://", "postgresql://", "postgresql+asyncpg://"];

    /// <summary>The path of the SQLite file. <c>sqlite:////var/x.db</c> is absolute, <c>sqlite:///x.db</c> is in the working directory.</summary>
    public static string Read(Variables variables, string dataFolder)
    {
        var url = variables.Text("DATABASE_URL");
        if (url is null)
        {
            return Path.Combine(dataFolder, DefaultFileName);
        }

        if (url.StartsWith(SqlitePrefix, StringComparison.Ordinal) && url.Length > SqlitePrefix.Length)
        {
            return url[SqlitePrefix.Length..];
        }

        // The value may hold a password, so no message repeats it.
        variables.Refuse(PostgreSqlPrefixes.Any(prefix => url.StartsWith(prefix, StringComparison.Ordinal))
            ? "DATABASE_URL names a PostgreSQL server; this release runs on SQLite only (sqlite:///PATH)."
            : "DATABASE_URL must be sqlite:///PATH.");
        return Path.Combine(dataFolder, DefaultFileName);
    }
}
