using System.ComponentModel;
using RealStores;

namespace GameSessions.Storage.Tests.Redis;

/// <summary>A real server for a test; where none is installed, the test is skipped at home and fails in CI.</summary>
internal static class InstalledRedis
{
    public static async Task<RedisServer> StartAsync(params string[] settings)
    {
        try
        {
            return await RedisServer.StartAsync(settings);
        }
        catch (StoreFailedException e) when (e.InnerException is Win32Exception && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip(e.Message);
            throw;
        }
    }
}
