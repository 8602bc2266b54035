using GameSessions.Storage.Sqlite;
using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Configuration;

namespace Gw2Optimizer.Server.Storage;

internal static class DatabaseFeature
{
    /// <summary>The scripts of every owner of tables.</summary>
    public static IReadOnlyList<SqliteMigration> Migrations { get; } = [.. SqliteMigration.Sessions, .. AccountsSchema.Migrations];

    /// <summary>Opens the file now, so that a database that cannot be opened stops the start.</summary>
    public static void AddDatabase(this IServiceCollection services, Settings settings)
    {
        var file = SqliteFile.Open(settings.DatabasePath, Migrations);

        // Through a factory, so that the container closes it.
        services.AddSingleton(_ => file).AddSingleton<Database>();
    }
}
