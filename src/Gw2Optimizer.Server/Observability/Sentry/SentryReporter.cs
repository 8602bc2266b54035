using System.Net;
using System.Net.Http.Headers;
using System.Threading.Channels;
using Gw2Optimizer.Server.Configuration;

namespace Gw2Optimizer.Server.Observability.Sentry;

/// <summary>Sends errors to Sentry, each once, behind the back of the requests that met them. Without <c>SENTRY_DSN</c> it sends nothing. Thread-safe.</summary>
internal sealed partial class SentryReporter : BackgroundService
{
    /// <summary>Events that wait to be sent; in a storm of errors the rest is dropped, since they tell the same.</summary>
    public const int WaitingMax = 100;

    private static readonly TimeSpan SendMax = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DrainMax = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan DefaultPause = TimeSpan.FromSeconds(60);
    private static readonly string Version = typeof(SentryReporter).Assembly.GetName().Version!.ToString(3);

    private readonly Channel<SentryEvent> waiting = Channel.CreateBounded<SentryEvent>(new BoundedChannelOptions(WaitingMax) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = SendMax };
    private readonly Settings settings;
    private readonly Scrubber scrubber;
    private readonly TimeProvider time;
    private readonly ILogger<SentryReporter> log;
    private DateTimeOffset pausedUntil;

    public SentryReporter(Settings settings, Scrubber scrubber, TimeProvider time, ILogger<SentryReporter> log) =>
        (this.settings, this.scrubber, this.time, this.log) = (settings, scrubber, time, log);

    public static string Release { get; } = $"gw2optimizer@{Version}";

    /// <returns>The event's id, or null where nothing is sent.</returns>
    /// <param name="transaction">Method and route template.</param>
    public string? Report(Exception error, string requestId, string transaction)
    {
        if (settings.Sentry is null)
        {
            return null;
        }

        var id = Guid.NewGuid().ToString("N");
        waiting.Writer.TryWrite(new SentryEvent(id, time.GetUtcNow(), settings.Environment.ToString().ToLowerInvariant(), Release, requestId, transaction, error));
        return id;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        waiting.Writer.TryComplete();
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(DrainMax, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        http.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var error in waiting.Reader.ReadAllAsync(stoppingToken))
        {
            if (time.GetUtcNow() >= pausedUntil)
            {
                await SendAsync(settings.Sentry!, error, stoppingToken);
            }
        }
    }

    /// <remarks>Never tried again: an event whose answer was lost would come twice.</remarks>
    private async Task SendAsync(SentryDsn dsn, SentryEvent error, CancellationToken stop)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, dsn.Envelopes) { Content = new ByteArrayContent(SentryEnvelope.Write(error, scrubber, time.GetUtcNow())) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(SentryEnvelope.MediaType);
            request.Headers.TryAddWithoutValidation("X-Sentry-Auth", $"Sentry sentry_version=7, sentry_client=gw2optimizer/{Version}, sentry_key={dsn.Key}");
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
            if (answer.StatusCode is HttpStatusCode.TooManyRequests)
            {
                pausedUntil = time.GetUtcNow() + (answer.Headers.RetryAfter?.Delta ?? DefaultPause);
            }

            if (!answer.IsSuccessStatusCode)
            {
                Refused(log, error.Id, (int)answer.StatusCode);
            }
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            NotSent(log, error.Id, e.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Sentry did not take event {Event}: it answered {Status}.")]
    private static partial void Refused(ILogger log, string @event, int status);

    [LoggerMessage(LogLevel.Warning, "Sentry did not get event {Event}: {Why}.")]
    private static partial void NotSent(ILogger log, string @event, string why);
}
