using GoLive.Tests.Drill;
using Gw2Optimizer.RealServer;

namespace GoLive.Tests.Releases;

/// <summary>While a release is rolled out or back, its servers run on the schema of the next one, which only ever adds.</summary>
public sealed class NextSchemaTests(StagingFixture fixture) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("release-");

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>In development a server migrates its database by itself.</summary>
    [Fact]
    public Task A_server_works_on_the_next_schema_and_leaves_it_alone_on_SQLite() => ShouldWorkAsync(ReleaseDatabase.OnSqlite(folder.FullName));

    /// <summary>In production it looks whether that was done.</summary>
    [Fact]
    public async Task A_server_works_on_the_next_schema_and_leaves_it_alone_on_PostgreSQL()
    {
        var cluster = (await fixture.UseAsync()).Cluster;
        await ShouldWorkAsync(
            await ReleaseDatabase.OnPostgreSqlAsync(cluster.Stores.PostgreSql),
            ("ENVIRONMENT", "production"),
            ("SECRET_KEY", $"{Guid.NewGuid():N}{Guid.NewGuid():N}"),
            ("REDIS_URL", $"{cluster.Stores.Redis.Url}"),
            ("SESSION_REDIS_NAMESPACE", "next-schema"));
    }

    private static async Task ShouldWorkAsync(ReleaseDatabase database, params IEnumerable<(string Name, string Value)> variables)
    {
        await using var server = new ServerProcess("release", [("DATABASE_URL", database.Url), .. variables]);
        await server.RunVerbAsync(["migrate"]);
        await database.ExpandAsync();
        var schema = await database.SchemaAsync();

        await server.RunVerbAsync(["migrate"]);
        await server.StartAsync(TestContext.Current.CancellationToken);
        await Play.ShouldWorkAsync(server);

        (await database.SchemaAsync()).ShouldBe(schema);
    }
}
