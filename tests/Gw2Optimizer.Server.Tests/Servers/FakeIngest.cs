using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Gw2Optimizer.Server.Tests.Servers;

/// <summary>Takes what Sentry's ingest takes, and remembers it.</summary>
internal sealed class FakeIngest : IAsyncDisposable
{
    private readonly ConcurrentQueue<Envelope> envelopes = [];
    private readonly WebApplication app;

    private FakeIngest(WebApplication app) => this.app = app;

    /// <summary>What it answers.</summary>
    public int Status { get; set; } = 200;

    public IReadOnlyCollection<Envelope> Envelopes => envelopes;

    public string Dsn => $"{app.Urls.First().Replace("://", "://0123456789abcdef@", StringComparison.Ordinal)}/sentry/42";

    public static async Task<FakeIngest> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        var made = builder.Build();
        made.Urls.Add("http://127.0.0.1:0");
        var ingest = new FakeIngest(made);
        made.MapFallback(ingest.TakeAsync);
        await made.StartAsync();
        return ingest;
    }

    /// <summary>The first <paramref name="count"/>, and that no more came.</summary>
    public async Task<IReadOnlyList<Envelope>> ShouldHaveAsync(int count)
    {
        for (var left = 100; envelopes.Count < count && left > 0; left--)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        await Task.Delay(300, TestContext.Current.CancellationToken);
        envelopes.Count.ShouldBe(count);
        return [.. envelopes];
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var text = await reader.ReadToEndAsync();
        envelopes.Enqueue(new Envelope(http.Request.Path, http.Request.Headers["X-Sentry-Auth"].ToString(), text));
        http.Response.StatusCode = Status;
    }
}

internal sealed record Envelope(string Path, string Auth, string Text)
{
    private string[] Lines => Text.TrimEnd('\n').Split('\n');

    public JsonElement Head => JsonElement.Parse(Lines[0]);

    public JsonElement Item => JsonElement.Parse(Lines[1]);

    public JsonElement Event => JsonElement.Parse(Lines[2]);

    public int Length => System.Text.Encoding.UTF8.GetByteCount(Lines[2]);

    public int LineCount => Lines.Length;
}
