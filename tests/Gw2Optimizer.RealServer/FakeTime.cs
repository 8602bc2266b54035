namespace Gw2Optimizer.RealServer;

/// <summary>The library of Debian's package <c>faketime</c>, which gives a process another time of day. Its monotonic clock goes on as it is.</summary>
public static class FakeTime
{
    private static readonly string? Library = Directory.Exists("/usr/lib")
        ? Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu").Select(folder => Path.Combine(folder, "faketime", "libfaketime.so.1")).FirstOrDefault(File.Exists)
        : null;

    public static bool IsInstalled => Library is not null;

    internal static IEnumerable<(string Name, string Value)> Variables(TimeSpan offset) => offset == TimeSpan.Zero
        ? []
        : [("LD_PRELOAD", Library ?? throw new ServerFailedException("faketime is not installed: apt-get install faketime")), ("FAKETIME", $"{offset.TotalSeconds:+0.000;-0.000}"), ("DONT_FAKE_MONOTONIC", "1"), ("FAKETIME_DONT_FAKE_MONOTONIC", "1")];
}
