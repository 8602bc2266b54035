namespace Gw2Optimizer.Server.Configuration;

/// <summary>Where the data lives, as <c>DATABASE_URL</c> says it.</summary>
internal abstract record DatabaseTarget
{
    private const string SqlitePrefix = "sqlite:///";
    private const string DefaultFileName = "gw2optimizer.db";

    private DatabaseTarget() { }

    /// <summary>A file, made where it is missing. <c>sqlite:////var/x.db</c> is absolute, <c>sqlite:///x.db</c> is in the working directory.</summary>
    internal sealed record Sqlite(string Path) : DatabaseTarget
    {
        public override string ToString() => Path;
    }

    /// <param name="ConnectionString">As Npgsql reads it; it may hold a password, so nothing prints it.</param>
    /// <param name="Location">Host, port and database, for people.</param>
    internal sealed record PostgreSql(string ConnectionString, string Location) : DatabaseTarget
    {
        public override string ToString() => Location;
    }

    public static DatabaseTarget Read(Variables variables, string dataFolder)
    {
        var absent = new Sqlite(System.IO.Path.Combine(dataFolder, DefaultFileName));
        var url = variables.Text("DATABASE_URL");
        if (url is null)
        {
            return absent;
        }

        if (url.StartsWith(SqlitePrefix, StringComparison.Ordinal) && url.Length > SqlitePrefix.Length)
        {
            return new Sqlite(url[SqlitePrefix.Length..]);
        }

        // The value may hold a password, so no message repeats it.
        if (!PostgreSqlUrl.Is(url))
        {
            variables.Refuse($"DATABASE_URL must be {PostgreSqlUrl.Form} or {SqlitePrefix}PATH.");
            return absent;
        }

        var (target, fault) = PostgreSqlUrl.Read(url);
        if (target is not { } found)
        {
            variables.Refuse($"DATABASE_URL {fault}.");
            return absent;
        }

        return new PostgreSql(found.ConnectionString, found.Location);
    }
}
