using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace GameSessions.Fuzz;

/// <summary>What a server holds when nothing happens: after a full collection of its heap, which is asked for through the runtime's diagnostic port.</summary>
/// <param name="HeapBytes">What is reachable on the managed heap.</param>
internal sealed record Gauge(long HeapBytes, long ResidentBytes, int Threads, int OpenFiles, int Connections)
{
    private const int Readings = 5;
    private const int HeaderBytes = 20;
    private const byte EventPipe = 2;
    private const byte StopTracingId = 1;
    private const byte CollectTracingId = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"heap {HeapBytes / 1e6:F1} MB, resident {ResidentBytes / 1e6:F0} MB, {Threads} threads, {OpenFiles} files, {Connections} sockets");

    public static async Task<Gauge> ReadAsync(ScenarioServer server)
    {
        var heap = long.MaxValue;
        for (var i = 0; i < Readings; i++)
        {
            await CollectAsync(server.Nodes[0].Process.Id);
            heap = Math.Min(heap, (long)await server.MetricAsync("process_managed_memory_bytes"));
        }

        return new Gauge(
            heap,
            (long)await server.MetricAsync("process_resident_memory_bytes"),
            (int)await server.MetricAsync("process_threads"),
            (int)await server.MetricAsync("process_open_fds"),
            (int)await server.MetricAsync("ws_connections"));
    }

    /// <summary>
    /// Starts a trace whose keyword makes the runtime collect, and stops it, since it would hold a thread for ever. The commands are of
    /// dotnet/diagnostics, documentation/design-docs/ipc-protocol.md.
    /// </summary>
    private static async Task CollectAsync(int processId)
    {
        // A process that was killed leaves its socket behind, and another may have had this id before.
        var path = Directory.GetFiles(Path.GetTempPath(), $"dotnet-diagnostic-{processId}-*-socket").MaxBy(File.GetCreationTimeUtc)!;
        await using var trace = await AskAsync(path, CollectRequest());
        var answer = new byte[HeaderBytes + sizeof(ulong)];
        await trace.ReadExactlyAsync(answer);
        await Task.Delay(Pause);
        await using var stop = await AskAsync(path, Command(StopTracingId, answer[HeaderBytes..]));
        await trace.CopyToAsync(Stream.Null);
        await stop.CopyToAsync(Stream.Null);
    }

    private static async Task<NetworkStream> AskAsync(string path, byte[] command)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        await socket.SendAsync(command);
        return new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>CollectTracing2 with the keyword GCHeapCollect.</summary>
    private static byte[] CollectRequest()
    {
        const string provider = "Microsoft-Windows-DotNETRuntime\0";
        const ulong heapCollect = 0x800000;
        var body = new List<byte>();
        void Add(ulong value, int bytes)
        {
            var number = new byte[8];
            BinaryPrimitives.WriteUInt64LittleEndian(number, value);
            body.AddRange(number[..bytes]);
        }

        Add(1, 4); // Megabytes of buffer.
        Add(1, 4); // The format, nettrace.
        Add(0, 1); // No rundown.
        Add(1, 4); // One provider.
        Add(heapCollect, 8);
        Add(4, 4); // Informational.
        Add((ulong)provider.Length, 4);
        body.AddRange(Encoding.Unicode.GetBytes(provider));
        Add(0, 4); // No arguments.
        return Command(CollectTracingId, body);
    }

    private static byte[] Command(byte id, IReadOnlyCollection<byte> body)
    {
        var header = new byte[HeaderBytes];
        Encoding.ASCII.GetBytes("DOTNET_IPC_V1\0").CopyTo(header, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(14), (ushort)(HeaderBytes + body.Count));
        (header[16], header[17]) = (EventPipe, id);
        return [.. header, .. body];
    }
}
