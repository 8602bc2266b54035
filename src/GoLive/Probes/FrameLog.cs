using System.Text;
using System.Text.RegularExpressions;
using GoLive.Reports;

namespace GoLive.Probes;

/// <summary>Every frame of a run, for whoever has to find out why a step failed. Tokens are not kept.</summary>
internal sealed partial class FrameLog(TimeProvider time)
{
    public const string File = "frames.log";

    private readonly Lock gate = new();
    private readonly StringBuilder lines = new();

    /// <param name="direction">&gt; to the server, &lt; from it, # about the socket.</param>
    public void Add(string socket, char direction, string text)
    {
        lock (gate)
        {
            lines.Append($"{time.GetUtcNow():HH:mm:ss.fff} {socket} {direction} {Token().Replace(text, "${name}\"...\"")}\n");
        }
    }

    public void Write(EvidenceFolder folder) => folder.Write(File, lines.ToString());

    [GeneratedRegex("""(?<name>"(token|resume|access_token)"\s*:\s*)"[^"]*""" + "\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Token();
}
