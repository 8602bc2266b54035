using System.Globalization;

namespace GameSessions.Simulation.Engine;

/// <summary>What happened, for a reader who replays one seed, and a digest of it for two processes to compare.</summary>
internal sealed class Trace(Scheduler scheduler, TextWriter? output)
{
    /// <summary>FNV-1a over every line's ingredients.</summary>
    public ulong Digest { get; private set; } = 14695981039346656037;

    public void Note(string who, string what, ReadOnlySpan<byte> bytes = default)
    {
        Mix(scheduler.Now);
        foreach (var c in what)
        {
            Mix((byte)c);
        }

        foreach (var b in bytes)
        {
            Mix(b);
        }

        if (output is not null)
        {
            var seconds = new TimeSpan(scheduler.Now).TotalSeconds.ToString("0.0000", CultureInfo.InvariantCulture);
            output.WriteLine($"{seconds,9} {who,-8} {what} {System.Text.Encoding.UTF8.GetString(bytes)}".TrimEnd());
        }
    }

    private void Mix(long value)
    {
        for (var i = 0; i < 64; i += 8)
        {
            Mix((byte)(value >> i));
        }
    }

    private void Mix(byte value) => Digest = (Digest ^ value) * 1099511628211;
}
