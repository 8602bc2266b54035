using System.Net;
using System.Runtime;

namespace GameSessions.Load.Servers;

/// <summary>What the servers have in common: one port of the loopback, a quiet log, and a word on their memory.</summary>
internal static class ServerHost
{
    /// <summary>Connections that may wait to be accepted; a storm must not be measured by the retries of TCP.</summary>
    private const int Backlog = 4_096;

    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.WebHost.UseSockets(sockets => sockets.Backlog = Backlog);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, builder.Configuration.GetValue<int>("port")));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        return builder;
    }

    /// <summary><c>GET /memory</c>: bytes of the managed heap and of the process after a full collection, and games in memory.</summary>
    public static void MapMemory(this WebApplication app, Func<int>? games = null) => app.MapGet("/memory", () =>
    {
        for (var i = 0; i < 2; i++)
        {
            GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return $"{GC.GetTotalMemory(forceFullCollection: false)} {Environment.WorkingSet} {games?.Invoke() ?? 0}";
    });
}
