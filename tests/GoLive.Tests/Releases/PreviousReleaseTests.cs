using GoLive.Tests.Drill;
using Gw2Optimizer.RealServer;

namespace GoLive.Tests.Releases;

/// <summary>The rollback for real. Builds a server, so it takes its time: <c>dotnet test tests/GoLive.Tests -- xUnit.Explicit=only</c>.</summary>
public sealed class PreviousReleaseTests(StagingFixture fixture) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("release-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact(Explicit = true)]
    public async Task The_server_of_before_the_newest_migration_works_on_the_schema_of_now()
    {
        var stores = (await fixture.UseAsync()).Cluster.Stores;
        using var previous = await PreviousRelease.BuildAsync();
        await ShouldWorkAsync(previous, ReleaseDatabase.OnSqlite(folder.FullName));
        await ShouldWorkAsync(previous, await ReleaseDatabase.OnPostgreSqlAsync(stores.PostgreSql));
    }

    private static async Task ShouldWorkAsync(PreviousRelease previous, ReleaseDatabase database)
    {
        await using var now = new ServerProcess("now", ("DATABASE_URL", database.Url));
        await using var before = new ServerProcess("before", ("DATABASE_URL", database.Url)) { Assembly = previous.Server };
        await before.RunVerbAsync(["migrate"]);
        var older = await database.MigrationsAsync();
        await now.RunVerbAsync(["migrate"]);
        var newer = await database.MigrationsAsync();
        newer.Except(older).ShouldNotBeEmpty($"{previous.Commit} knows every migration of now");
        older.Except(newer).ShouldBeEmpty();
        TestContext.Current.TestOutputHelper!.WriteLine($"{previous.Commit} without {string.Join(", ", newer.Except(older))}, on {database.Url.Split(':')[0]}");

        var schema = await database.SchemaAsync();
        await before.StartAsync(TestContext.Current.CancellationToken);
        await Play.ShouldWorkAsync(before);
        (await database.SchemaAsync()).ShouldBe(schema);
    }
}
