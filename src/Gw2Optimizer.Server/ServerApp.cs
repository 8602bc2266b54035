using System.Net;
using System.Text;
using GameSessions.Hosting.Storage;
using Gw2Optimizer.Server.Accounts;
using Gw2Optimizer.Server.Advice;
using Gw2Optimizer.Server.Builds;
using Gw2Optimizer.Server.Catalogue;
using Gw2Optimizer.Server.Configuration;
using Gw2Optimizer.Server.Docs;
using Gw2Optimizer.Server.Games;
using Gw2Optimizer.Server.Learning;
using Gw2Optimizer.Server.Limits;
using Gw2Optimizer.Server.Observability.Health;
using Gw2Optimizer.Server.Observability.Logs;
using Gw2Optimizer.Server.Observability.Metrics;
using Gw2Optimizer.Server.Observability.Sentry;
using Gw2Optimizer.Server.Operations;
using Gw2Optimizer.Server.Pages;
using Gw2Optimizer.Server.Practice;
using Gw2Optimizer.Server.Storage;
using Gw2Optimizer.Server.Teams;
using Gw2Optimizer.Server.Web;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Gw2Optimizer.Server;

/// <summary>The application: what it is made of, and the way of a request through it.</summary>
internal static class ServerApp
{
    /// <summary>After that the process ends with whatever is still open.</summary>
    public static readonly TimeSpan ShutdownTimeMax = TimeSpan.FromSeconds(9);

    /// <summary>Builds it, with its database open and migrated; it listens once it is started.</summary>
    /// <param name="output">Where log lines go besides <c>LOG_FILE</c>.</param>
    /// <exception cref="StorageUnavailableException">The database is away.</exception>
    /// <exception cref="OldSchemaException">In production: the database is not migrated.</exception>
    public static async Task<WebApplication> BuildAsync(Settings settings, TimeProvider time, TextWriter output)
    {
        var engine = await DatabaseStart.OpenMigratedAsync(settings);

        // Empty: no variable, file or service that is not named here has a say.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = settings.Environment.ToString() });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, settings));
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeMax);
        builder.Services.AddSingleton(settings).AddSingleton(time);
        builder.Services.AddLines(settings, time, output);
        builder.Services.AddMetrics();
        builder.Services.AddSingleton<MetricsRegistry>().AddSingleton<ServerMetrics>().AddSingleton<RedisMetrics>().AddSingleton<FeatureMetrics>().AddSingleton<Readiness>();
        builder.Services.AddDatabase(engine);
        builder.Services.AddSingleton(HealthProbes.For(settings, engine, time));
        builder.Services.AddCrossOrigin(settings);
        builder.Services.AddLimits(settings);
        builder.Services.AddSentry();
        builder.Services.AddDocs();
        builder.Services.AddAccounts(settings);
        builder.Services.AddBuilds();
        builder.Services.AddTeams();
        builder.Services.AddAdvice(settings);
        builder.Services.AddLearning();
        builder.Services.AddGames(settings);
        builder.Services.AddPractice();
        builder.Services.AddOperations();

        var app = builder.Build();
        app.UseTrustedProxies(settings);
        app.UseMiddleware<RequestLog>();
        app.UseAnswerHeaders();
        app.UseMiddleware<ErrorAnswers>();
        app.UseCors();
        app.UseBodyLimit();
        app.UsePages();
        app.UseRouting();
        app.UseMiddleware<SignInMiddleware>();
        app.UseMiddleware<RateLimits>();
        app.UseAccessRules(settings);

        app.MapPages();
        app.MapDocs();
        app.MapHealth();
        app.MapMetrics();
        app.Services.CountConnections();
        app.Services.GetRequiredService<FeatureMetrics>();
        app.Services.GetRequiredService<RedisMetrics>();
        var api = app.MapGroup(ApiPaths.Root);
        api.MapAccounts(app.Services);
        api.MapCatalogue();
        api.MapBuilds();
        api.MapTeams();
        api.MapAdvice();
        api.MapLearning(app.Services);
        app.MapGames(api);
        api.MapOperations(app.Services);
        api.MapAdminMetrics();
        api.MapSentry();
        return app;
    }

    private static void Listen(KestrelServerOptions kestrel, Settings settings)
    {
        kestrel.AddServerHeader = false;

        // Any byte is one of its characters: with the default a header that is no UTF-8 is refused before anything of ours could answer in our shape.
        kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
        kestrel.Limits.MaxRequestBodySize = BodyLimit.BodyBytesMax;
        var metrics = kestrel.ApplicationServices.GetRequiredService<ServerMetrics>();
        ListenOn(settings.Port);
        if (settings.WebPort is 0 || settings.WebPort != settings.Port)
        {
            ListenOn(settings.WebPort);
        }

        void ListenOn(int port)
        {
            if (settings.Bind.Equals(IPAddress.IPv6Any))
            {
                // Unlike the address itself, this also works on a machine without IPv6.
                kestrel.ListenAnyIP(port, endpoint => endpoint.CountConnections(metrics));
            }
            else
            {
                kestrel.Listen(settings.Bind, port, endpoint => endpoint.CountConnections(metrics));
            }
        }
    }
}
