using System.Diagnostics;
using Dapper;
using GameSessions.Hosting.Storage;
using GameSessions.Storage.PostgreSql;
using GameSessions.Storage.Sqlite;
using Gw2Optimizer.Server.Configuration;

namespace Gw2Optimizer.Server.Storage;

/// <summary>From the operator's settings to a database that can be worked with.</summary>
internal static class DatabaseStart
{
    /// <summary>A process that has just started is slower than it will ever be again, and so may its database be: one that is only slow is asked again for so long.</summary>
    private static readonly TimeSpan FirstAnswerMax = TimeSpan.FromSeconds(15);

    /// <summary>Opens the database for one piece of work, whatever its schema.</summary>
    /// <exception cref="StorageUnavailableException">The database is away.</exception>
    public static async Task<T> UseAsync<T>(DatabaseTarget target, Func<IDatabaseEngine, Task<T>> work)
    {
        await using var engine = Open(target);
        return await NamingAsync(engine, () => work(engine));
    }

    /// <summary>Opens the database with the schema of this release: production has had it migrated, everybody else migrates now.</summary>
    /// <exception cref="StorageUnavailableException">The database is away.</exception>
    /// <exception cref="OldSchemaException">In production: it is not migrated.</exception>
    public static async Task<IDatabaseEngine> OpenMigratedAsync(Settings settings)
    {
        var engine = Open(settings.Database);
        try
        {
            return await NamingAsync(engine, async () =>
            {
                if (!settings.IsProduction)
                {
                    await engine.MigrateAsync();
                }
                else if (!await engine.IsMigratedAsync())
                {
                    throw new OldSchemaException($"The schema of {engine.Location} is older than this release. Run the verb 'migrate' first.");
                }

                return engine;
            });
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }

    private static IDatabaseEngine Open(DatabaseTarget target) => target switch
    {
        DatabaseTarget.Sqlite sqlite => new SqliteEngine(SqliteFile.Open(sqlite.Path, [])),
        DatabaseTarget.PostgreSql server => new PostgreSqlEngine(PostgreSqlDatabase.Open(server.ConnectionString), server.Location),
        _ => throw new NotSupportedException($"{target} is no database that this server knows."),
    };

    private static async Task HearFromAsync(IDatabaseEngine engine)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await engine.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT 1"));
                return;
            }
            catch (StorageUnavailableException e) when (IsSlow(e) && watch.Elapsed < FirstAnswerMax)
            {
                // One that refuses is away; this one may yet answer.
            }
        }
    }

    private static bool IsSlow(Exception? error) => error is OperationCanceledException or TimeoutException || (error is not null && IsSlow(error.InnerException));

    /// <summary>Whoever starts a server wants to read which database it is that fails.</summary>
    private static async Task<T> NamingAsync<T>(IDatabaseEngine engine, Func<Task<T>> work)
    {
        try
        {
            await HearFromAsync(engine);
            return await work();
        }
        catch (StorageUnavailableException e)
        {
            throw new StorageUnavailableException($"The database at {engine.Location} is not to be had: {e.Message}", e);
        }
    }
}
