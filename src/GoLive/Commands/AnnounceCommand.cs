using System.CommandLine;
using GoLive.Reports;
using GoLive.Verbs;

namespace GoLive.Commands;

/// <summary><c>golive announce EVENT</c>: the plan's messages.</summary>
internal static class AnnounceCommand
{
    private static readonly Argument<string> Event = new("event") { Description = $"One of {string.Join(", ", Announcements.Texts.Keys)}." };
    private static readonly Option<string> Facts = new("--facts") { Description = "What the message should say beside: window, share, criteria.", DefaultValueFactory = _ => "" };

    public static Command Create() => VerbCommand.Create("announce", "Renders a message of the plan, and posts it where ANNOUNCE_WEBHOOK_URL is set.", [Event, Facts], (settings, parsed) =>
        new AnnounceVerb(settings, Announcements.Render(parsed.GetValue(Event)!, parsed.GetValue(Facts)!)));

    private sealed class AnnounceVerb(Settings settings, string text) : Verb
    {
        public override IReadOnlyList<Step> Plan(Run run) =>
        [
            new("message", text, _ =>
            {
                run.Folder.Write("message.txt", text + "\n");
                return Task.FromResult(Finding.Pass(text));
            }),
            new("post", "posts it where a webhook is configured", cancellation => Announcements.PostAsync(Http, settings.Variables, text, cancellation)),
        ];
    }
}
