using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Gw2Optimizer.Server.Observability.Metrics;

/// <summary>The process as Prometheus clients conventionally describe it.</summary>
internal static class ProcessMetrics
{
    private const string OpenFilesFolder = "/proc/self/fd";

    public static void AddTo(Meter meter)
    {
        meter.CreateObservableCounter("process_cpu_seconds_total", () => Environment.CpuUsage.TotalTime.TotalSeconds, description: "User and system CPU time spent in seconds.");
        meter.CreateObservableGauge("process_resident_memory_bytes", () => Environment.WorkingSet, description: "Resident memory size in bytes.");
        meter.CreateObservableGauge("process_virtual_memory_bytes", VirtualBytes, description: "Virtual memory size in bytes.");
        meter.CreateObservableGauge("process_threads", Threads, description: "Threads of the process.");
        meter.CreateObservableGauge("process_managed_memory_bytes", () => GC.GetTotalMemory(forceFullCollection: false), description: "Bytes allocated on the managed heap.");
        var started = StartedAt();
        meter.CreateObservableGauge("process_start_time_seconds", () => started, description: "Start time of the process since the Unix epoch in seconds.");
        if (Directory.Exists(OpenFilesFolder))
        {
            meter.CreateObservableGauge("process_open_fds", () => Directory.EnumerateFileSystemEntries(OpenFilesFolder).Count(), description: "Open file descriptors.");
        }
    }

    private static long VirtualBytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.VirtualMemorySize64;
    }

    private static int Threads()
    {
        using var process = Process.GetCurrentProcess();
        return process.Threads.Count;
    }

    private static double StartedAt()
    {
        using var process = Process.GetCurrentProcess();
        return new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds() / 1000.0;
    }
}
