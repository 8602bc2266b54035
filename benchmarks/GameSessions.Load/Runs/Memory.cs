using System.Diagnostics;

namespace GameSessions.Load.Runs;

/// <param name="HeapBytes">Managed memory for each session.</param>
/// <param name="ProcessBytes">Resident memory for each session.</param>
internal sealed record MemoryResult(double HeapBytes, double ProcessBytes);

/// <summary>What a server keeps for sessions that say nothing, each in a room of two, and what is left of them when they are gone.</summary>
internal static class Memory
{
    public const int IdleSeconds = 5;
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LeaveMax = TimeSpan.FromSeconds(60);

    /// <param name="server">Started with <see cref="IdleSeconds"/>.</param>
    public static async Task<(MemoryResult Idle, MemoryResult Detached)> RunAsync(ServerProcess server, int sessions)
    {
        // Once through everything, so that code, pools and caches are no part of a session.
        await JoinAndLeaveAsync(server, "warm", sessions);
        var before = await ReadEmptyAsync(server);
        var rooms = await Rooms.MakeAsync(server, "idle", sessions / 2);
        await ReadEmptyAsync(server);
        await Rooms.JoinAsync(rooms.Players);
        await Task.Delay(Settle);
        var idle = await server.ReadMemoryAsync();
        Rooms.Cut(rooms.Players);
        var after = await ReadEmptyAsync(server);
        return (Each(idle, before, sessions), Each(after, before, sessions));
    }

    private static async Task JoinAndLeaveAsync(ServerProcess server, string name, int sessions)
    {
        var rooms = await Rooms.MakeAsync(server, name, sessions / 2);
        await Rooms.JoinAsync(rooms.Players);
        Rooms.Cut(rooms.Players);
    }

    private static async Task<ServerMemory> ReadEmptyAsync(ServerProcess server)
    {
        await Task.Delay(Settle);
        var watch = Stopwatch.StartNew();
        while (server.Peer == Peer.Ours && (await server.ReadMemoryAsync()).Games > 0 && watch.Elapsed < LeaveMax)
        {
            await Task.Delay(Settle);
        }

        return await server.ReadMemoryAsync();
    }

    private static MemoryResult Each(ServerMemory now, ServerMemory before, int sessions) =>
        new((double)(now.HeapBytes - before.HeapBytes) / sessions, (double)(now.ProcessBytes - before.ProcessBytes) / sessions);
}
