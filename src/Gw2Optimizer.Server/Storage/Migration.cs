namespace Gw2Optimizer.Server.Storage;

/// <summary>A numbered SQL script that runs once in the life of a database, as each engine writes it.</summary>
/// <param name="Owner">The feature whose tables they are.</param>
/// <param name="Number">Its place in the owner's order, from 1.</param>
internal sealed record Migration(string Owner, int Number, string Sqlite, string PostgreSql)
{
    /// <summary>A script that both engines read alike. Integers are BIGINT there: on SQLite that is any integer, on PostgreSQL one of 64 bits.</summary>
    public Migration(string owner, int number, string sql)
        : this(owner, number, sql, sql)
    {
    }
}
