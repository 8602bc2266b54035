using System.Globalization;
using System.Text;

namespace Gw2Optimizer.Server.Observability.Sentry;

/// <summary>An event as it travels: a line that names it, a line that says what follows, the event.</summary>
/// <remarks>https://develop.sentry.dev/sdk/foundations/envelopes/</remarks>
internal static class SentryEnvelope
{
    public const string MediaType = "application/x-sentry-envelope";

    public static byte[] Write(SentryEvent error, Scrubber scrubber, DateTimeOffset sentAt)
    {
        var payload = Encoding.UTF8.GetBytes(error.Write(scrubber).ToJsonString());
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            {"event_id":"{{error.Id}}","sent_at":"{{sentAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}"}
            {"type":"event","content_type":"application/json","length":{{payload.Length}}}

            """);
        return [.. Encoding.UTF8.GetBytes(head.ReplaceLineEndings("\n")), .. payload, (byte)'\n'];
    }
}
