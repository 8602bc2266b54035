using GameSessions.Hosting.Sessions;
using GameSessions.Hosting.Storage;
using GameSessions.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace GameSessions.AspNetCore;

public static partial class GameSessionEndpoints
{
    private const string Upgrade = "websocket";

    /// <summary>
    /// Keeps the framework from logging the query strings of requests, in which resume tokens arrive. Comes after the configuration of
    /// logging, which could turn it on again.
    /// </summary>
    public static IServiceCollection KeepResumeTokensOutOfLogs(this IServiceCollection services) => services
        .AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning));

    /// <summary>
    /// Serves sockets below <c>/ws</c>. Every upgrade is accepted and then served or closed, since a browser can read the reason of a close
    /// and not that of a refused upgrade. Needs an <see cref="IUpgradeAuthenticator"/>; a <see cref="TimeProvider"/> is optional.
    /// </summary>
    /// <param name="serve">Runs until the socket is closed.</param>
    public static IEndpointConventionBuilder MapGameSessions(this IEndpointRouteBuilder endpoints, Func<IFrameLink, UpgradeRequest, Task> serve)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var pipeline = endpoints.CreateApplicationBuilder();
        pipeline.UseWebSockets();
        pipeline.Run(context => AnswerAsync(context, serve));
        // CONNECT is the GET of a socket over HTTP/2.
        return endpoints.MapMethods("/ws/{**path}", [HttpMethods.Get, HttpMethods.Connect], pipeline.Build());
    }

    private static Task AnswerAsync(HttpContext context, Func<IFrameLink, UpgradeRequest, Task> serve)
    {
        if (context.WebSockets.IsWebSocketRequest)
        {
            return ServeAsync(context, serve);
        }

        context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
        context.Response.Headers[HeaderNames.Upgrade] = Upgrade;
        context.Response.Headers[HeaderNames.Connection] = HeaderNames.Upgrade;
        return Task.CompletedTask;
    }

    private static async Task ServeAsync(HttpContext context, Func<IFrameLink, UpgradeRequest, Task> serve)
    {
        var services = context.RequestServices;
        var reader = new UpgradeReader(context);
        var path = context.Request.RouteValues["path"] as string;
        // The protocol has a heartbeat of its own, which a browser's client can take part in.
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { SubProtocol = reader.SubProtocol, KeepAliveInterval = TimeSpan.Zero });
        var link = new WebSocketLink(socket, services.GetService<TimeProvider>() ?? TimeProvider.System);
        try
        {
            await serve(link, await reader.ReadAsync(path, services.GetRequiredService<IUpgradeAuthenticator>()));
            // Only where it was left open; the first word stands.
            await link.CloseAsync(Close.Normal);
        }
        catch (StorageUnavailableException)
        {
            await link.CloseAsync(Close.StorageUnavailable);
        }
        catch (Exception e)
        {
            LogFailure(services.GetRequiredService<ILoggerFactory>().CreateLogger("GameSessions.AspNetCore"), e, path);
            await link.CloseAsync(Close.InternalError);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A socket on {Path} failed.")]
    private static partial void LogFailure(ILogger logger, Exception exception, string? path);
}
