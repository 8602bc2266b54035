using System.CommandLine;
using GoLive.Uat;

namespace GoLive.Commands;

/// <summary><c>golive uat</c>: the script of section 7, frame by frame.</summary>
internal static class UatCommand
{
    private static readonly Option<FileInfo?> Feedback = new("--feedback") { Description = "A file of what testers say; lines that begin with P1 or P2 become findings." };

    public static Command Create() => VerbCommand.Create(
        "uat",
        "The acceptance script: lost network, repeated resume, ordered replay, ack and purge, clock, invalid token, malformed payload, ack out of order.",
        [Feedback],
        (settings, parsed) => new UatVerb(settings, parsed.GetValue(Feedback)));
}
