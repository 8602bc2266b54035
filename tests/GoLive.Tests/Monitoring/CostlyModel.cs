using System.Net;
using System.Text.Json;
using RealStores;

namespace GoLive.Tests.Monitoring;

/// <summary>A provider of the language model whose every answer costs as much as a server believes: no more tokens than it has bytes.</summary>
internal sealed class CostlyModel : IAsyncDisposable
{
    private const int Tokens = 240_000;

    private static readonly byte[] Answer = JsonSerializer.SerializeToUtf8Bytes(new
    {
        choices = new[] { new { message = new { content = """{"explanation":["More boon duration."]}""" } } },
        usage = new { total_tokens = Tokens },
        padding = new string('x', Tokens),
    });

    private readonly HttpListener listener = new();
    private readonly Task serving;

    public CostlyModel()
    {
        var port = Ports.Free();
        Url = new Uri($"http://127.0.0.1:{port}/v1");
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Start();
        serving = ServeAsync();
    }

    /// <summary>For <c>MISTRAL_BASE_URL</c>.</summary>
    public Uri Url { get; }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await serving;
        listener.Close();
    }

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                var call = await listener.GetContextAsync();
                call.Response.ContentType = "application/json";
                await call.Response.OutputStream.WriteAsync(Answer);
                call.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // Whoever asked has left, or this one ends.
            }
        }
    }
}
