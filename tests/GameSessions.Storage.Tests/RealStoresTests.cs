using RealStores;

namespace GameSessions.Storage.Tests;

/// <summary>The servers that other tests start can be stopped and started as those tests need it.</summary>
public sealed class RealStoresTests
{
    [Fact]
    public async Task PostgreSQL_starts_crashes_freezes_and_starts_again_on_its_data()
    {
        await using var server = await PostgreSqlServer.StartAsync();
        await server.CreateDatabaseAsync("kept");
        await server.CrashAsync();
        await server.StartAgainAsync();
        await server.FreezeAsync();
        await server.ThawAsync();
        await server.DropDatabaseAsync("kept");
        await server.StopAsync();
    }

    [Fact]
    public async Task Redis_starts_freezes_and_starts_again_empty()
    {
        await using var server = await RedisServer.StartAsync();
        await server.CliAsync("set", "a", "1");
        await server.FreezeAsync();
        await server.ThawAsync();
        (await server.CliAsync("get", "a")).ShouldBe("1");
        await server.KillAsync();
        await server.StartAgainAsync();
        (await server.CliAsync("get", "a")).ShouldBeEmpty();
    }
}
