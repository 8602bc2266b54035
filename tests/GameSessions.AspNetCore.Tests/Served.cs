using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using GameSessions.Games;
using GameSessions.Hosting.Sessions;
using GameSessions.Hosting.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GameSessions.AspNetCore.Tests;

/// <summary>A real server on a free port of the loopback, whose engine is the test.</summary>
internal sealed class Served : IAsyncDisposable, IUpgradeAuthenticator, ILoggerProvider
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly WebApplication app;
    private readonly System.Threading.Channels.Channel<UpgradeRequest> upgrades = System.Threading.Channels.Channel.CreateUnbounded<UpgradeRequest>();

    private Served(Func<IFrameLink, UpgradeRequest, Task> serve)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders().AddProvider(this).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddSingleton<IUpgradeAuthenticator>(this);
        builder.Services.KeepResumeTokensOutOfLogs();
        app = builder.Build();
        app.MapGameSessions(async (link, request) =>
        {
            await upgrades.Writer.WriteAsync(request);
            await serve(link, request);
        });
    }

    public ConcurrentQueue<string> Log { get; } = [];

    public int Authentications { get; private set; }

    public Uri Address => new(app.Urls.Single());

    public static async Task<Served> StartAsync(Func<IFrameLink, UpgradeRequest, Task>? serve = null)
    {
        var served = new Served(serve ?? ((_, _) => Task.CompletedTask));
        await served.app.StartAsync();
        return served;
    }

    public async Task<UpgradeRequest> NextUpgradeAsync() => await upgrades.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public async Task<ClientWebSocket> OpenAsync(string pathAndQuery, Action<ClientWebSocketOptions>? configure = null)
    {
        var socket = new ClientWebSocket();
        configure?.Invoke(socket.Options);
        await socket.ConnectAsync(new Uri(Address.ToString().Replace("http", "ws", StringComparison.Ordinal).TrimEnd('/') + pathAndQuery), CancellationToken.None).WaitAsync(Patience);
        return socket;
    }

    public Task<PlayerId?> AuthenticateAsync(string accessToken)
    {
        Authentications++;
        return accessToken switch
        {
            "storage-away" => throw new StorageUnavailableException(),
            "broken" => throw new InvalidOperationException("broken"),
            "bad" => Task.FromResult<PlayerId?>(null),
            _ => Task.FromResult<PlayerId?>(new PlayerId(accessToken)),
        };
    }

    public bool IsOriginAllowed(HttpRequest request) => request.Headers.Origin == "https://good.example";

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationTokenSource(TimeSpan.FromSeconds(2)).Token);
        await app.DisposeAsync();
    }

    ILogger ILoggerProvider.CreateLogger(string categoryName) => new Recorder(Log);

    void IDisposable.Dispose()
    {
    }

    private sealed class Recorder(ConcurrentQueue<string> log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            log.Enqueue(state.ToString()!);
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Enqueue(formatter(state, exception) + exception);
    }
}

internal static class Sockets
{
    public static Task SoonAsync(this Task task) => task.WaitAsync(Served.Patience);

    public static Task<T> SoonAsync<T>(this Task<T> task) => task.WaitAsync(Served.Patience);

    /// <summary>Reads up to the close, and gives its code and reason.</summary>
    public static async Task<(int Code, string Reason)> ReadCloseAsync(this WebSocket socket)
    {
        var buffer = new byte[1_024];
        while ((await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None).AsTask().WaitAsync(Served.Patience)).MessageType != WebSocketMessageType.Close)
        {
        }

        return ((int)socket.CloseStatus!, socket.CloseStatusDescription!);
    }

    public static Task SendTextAsync(this WebSocket socket, byte[] bytes, bool end = true) =>
        socket.SendAsync(bytes, WebSocketMessageType.Text, end, CancellationToken.None).WaitAsync(Served.Patience);
}
