using System.Text;
using GameSessions.Fuzz.Oracle;

namespace GameSessions.Fuzz.Frames;

/// <summary>One frame, or what stands for one, as it goes on the wire.</summary>
/// <param name="Awaited">What must answer it while the socket goes on; null: nothing.</param>
/// <param name="Closes">The close codes that it may cause; -1: the line ends without one. Empty: the socket goes on.</param>
/// <param name="After">What happens behind it.</param>
/// <param name="Said">The message in it; null where it holds none that is whole.</param>
internal sealed record Input(string What, byte[] Wire, Awaited? Awaited = null, IReadOnlyList<int>? Closes = null, Aftermath After = Aftermath.None, byte[]? Said = null)
{
    private const int ShownMax = 600;

    public override string ToString() => Said is null
        ? $"{What}, {Wire.Length} bytes on the wire: {Convert.ToHexString(Wire.AsSpan(0, Math.Min(Wire.Length, ShownMax)))}"
        : $"{What}, {Said.Length} bytes: {Encoding.Latin1.GetString(Said.AsSpan(0, Math.Min(Said.Length, ShownMax)))}";
}

internal enum Aftermath
{
    /// <summary>More may follow.</summary>
    None,

    /// <summary>The server must close.</summary>
    ServerCloses,

    /// <summary>The line is cut by us.</summary>
    LineIsCut,
}
